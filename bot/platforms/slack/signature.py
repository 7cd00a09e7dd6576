"""Whether a request comes from Slack: signature v0 over the bytes that arrived, within five minutes.

The rule is docs.slack.dev/authentication/verifying-requests-from-slack. Nothing of a body is parsed or even
decoded before this has said yes; a header of another shape is a no and never an exception.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(minutes=5)

_TIMESTAMP = re.compile(rb"[0-9]{1,11}")
_SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")

Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case, as ASGI gives them."""


def sign(body: bytes, *, secret: str, timestamp: str) -> str:
    """The signature that Slack would send with the body."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Claimed:
    """Headers of the right shape: what somebody claims. Said before a byte of the body is read."""

    timestamp: str
    signature: str

    def genuine(self, body: bytes, *, secret: str, now: datetime) -> bool:
        """Whether Slack signed the body, at most ``WINDOW`` before or after ``now``."""
        if abs(now.timestamp() - int(self.timestamp)) > WINDOW.total_seconds():
            return False
        return hmac.compare_digest(self.signature, sign(body, secret=secret, timestamp=self.timestamp))


def claimed(headers: Headers) -> Claimed | None:
    """The claim, if both headers stand there once and in shape; a second one is somebody's trick."""
    timestamps = [value for name, value in headers if name == b"x-slack-request-timestamp"]
    signatures = [value for name, value in headers if name == b"x-slack-signature"]
    if len(timestamps) != 1 or len(signatures) != 1:
        return None
    if not (_TIMESTAMP.fullmatch(timestamps[0]) and _SIGNATURE.fullmatch(signatures[0])):
        return None
    return Claimed(timestamps[0].decode("ascii"), signatures[0].decode("ascii"))
