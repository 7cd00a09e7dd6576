"""Links that carry one command, or one invitation, of one official: signed, expiring, useless when altered.

The address holds ids and words that its reader has before them anyway; the signature is what can't be made without
the service's own key. Whatever a link says is looked at again when it is followed: who has left, has left.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from itsdangerous import BadData, URLSafeSerializer

READ_WITHIN: Final = timedelta(minutes=15)
"""How long a page that a reply offers can be read, with every page that it leads to."""

PRESSED_WITHIN: Final = timedelta(days=31)
"""How long a link that stands for a button serves: a turn is told four weeks before its meeting."""

LONGEST: Final = 4_000
"""Characters of a token that are looked at; ours are a tenth of that."""


@dataclass(frozen=True)
class Pressed:
    """A command that a link carries, for the official whose mail it stood in."""

    official_id: int
    command: str
    expires_at: datetime


class Links:
    """Makes and reads addresses under ``base_url``. The first key writes, all read."""

    def __init__(self, keys: Sequence[str], base_url: str) -> None:
        if not keys:
            raise ValueError("links are signed, and need a key")
        self._base = base_url.rstrip("/")
        self._key = keys[0]
        oldest_first = list(reversed(keys))
        self._presses, self._joins, self._reads, self._feeds, self._opens, self._files, *lists = (
            URLSafeSerializer(oldest_first, salt=f"convenor.{name}", signer_kwargs={"digest_method": hashlib.sha256})
            for name in ("press", "join", "read", "feed", "open", "file", "list", "leave")
        )
        self._agrees, self._leaves = lists

    def press(self, official_id: int, command: str, *, now: datetime, within: timedelta = PRESSED_WITHIN) -> str:
        """The address that stands for a button."""
        return f"{self._base}/press/{self.pressing(official_id, command, now=now, within=within)}"

    def pressing(self, official_id: int, command: str, *, now: datetime, within: timedelta = PRESSED_WITHIN) -> str:
        """The token of such an address."""
        return str(self._presses.dumps([official_id, int((now + within).timestamp()), command]))

    def join(self, invitation_id: int) -> str:
        """The address that an invitation holds. How long it serves is kept with the invitation."""
        return f"{self._base}/join/{self._joins.dumps(invitation_id)}"

    def read(self, official_id: int, command: str, *, until: datetime) -> str:
        """The address of a page that shows what the command answers, and changes nothing."""
        return f"{self._base}/read/{self._reads.dumps([official_id, int(until.timestamp()), command])}"

    def open(self, sign_in_id: int) -> str:
        """The address that signs somebody in to the pages. How long, and that it serves once, is kept with it."""
        return f"{self._base}/open/{self._opens.dumps(sign_in_id)}"

    def opening(self, token: str) -> int | None:
        """The sign-in that the token names; ``None`` for one that is forged or altered."""
        found = _read(self._opens, token)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def feed(self, feed_id: int) -> str:
        """The address that a calendar subscribes to. Whether it serves is kept with the feed."""
        return f"{self._base}/feeds/{self._feeds.dumps(feed_id)}.ics"

    def file(self, file_id: int, official_id: int) -> str:
        """The address where an official fetches a file. How long it serves is kept with the file."""
        return f"{self._base}/files/{self._files.dumps([file_id, official_id])}"

    def pressed(self, token: str, now: datetime) -> Pressed | None:
        """What the token carries; ``None`` for one that is forged, altered or too old."""
        return self._carried(self._presses, token, now)

    def reading(self, token: str, now: datetime) -> Pressed | None:
        """The same of a page's token. Neither kind passes for the other."""
        return self._carried(self._reads, token, now)

    @staticmethod
    def _carried(serializer: URLSafeSerializer, token: str, now: datetime) -> Pressed | None:
        match _read(serializer, token):
            case [int(official_id), int(expires), str(command)] if now.timestamp() < expires:
                return Pressed(official_id, command, datetime.fromtimestamp(expires, UTC))
            case _:
                return None

    def joined(self, token: str) -> int | None:
        """The invitation that the token names; ``None`` for one that is forged or altered."""
        return self._number(self._joins, token)

    def fed(self, token: str) -> int | None:
        """The feed that the token names; ``None`` for one that is forged or altered."""
        return self._number(self._feeds, token)

    @staticmethod
    def _number(serializer: URLSafeSerializer, token: str) -> int | None:
        found = _read(serializer, token)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def filed(self, token: str) -> tuple[int, int] | None:
        """The file that the token names and whose link it is; ``None`` for one that is forged or altered."""
        match _read(self._files, token):
            case [int(file_id), int(official_id)]:
                return file_id, official_id
            case _:
                return None

    def agree(self, list_id: int) -> str:
        """The address where whoever reads an e-mail list agrees to it. How long it serves is kept with the list."""
        return f"{self._base}/list/{self._agrees.dumps(list_id)}"

    def agreed(self, token: str) -> int | None:
        """The list that the token names; ``None`` for one that is forged or altered."""
        return self._number(self._agrees, token)

    def leave(self, list_id: int) -> str:
        """The address that ends the mails to a list."""
        return f"{self._base}/leave/{self._leaves.dumps(list_id)}"

    def left(self, token: str) -> int | None:
        """The same of such a token. Neither kind passes for the other."""
        return self._number(self._leaves, token)

    def stamp(self, key: str) -> str:
        """What a Message-ID is made of: the same for the same entry, and nobody else can work it out."""
        return hmac.new(self._key.encode(), f"message-id:{key}".encode(), hashlib.sha256).hexdigest()[:32]


def _read(serializer: URLSafeSerializer, token: str) -> Any:
    if len(token) > LONGEST or not token.isascii():
        return None
    try:
        return serializer.loads(token)
    except (BadData, ValueError, TypeError):
        return None
