"""Which addresses Slack may send us to: its own, or those beside the API that the settings name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[!-\[\]-~]*")
_PLAIN_SOCKET = re.compile(r"wss?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[!-\[\]-~]*")


def allowed(url: str, *, api_url: str, service: str) -> bool:
    """Whether ``url`` belongs to one of Slack's services: ``hooks`` (response_url) or ``files`` (uploads).

    That is ``https`` on ``hooks.slack.com``, on ``hooks.`` beside the API's own host (GovSlack), or anything with
    the API's own scheme, host and port. The host is compared as it is written: there is nothing to decode or resolve.
    """
    if len(url) > 2_000 or not _PLAIN.fullmatch(url):
        return False
    ours, theirs = urlsplit(api_url), urlsplit(url)
    if (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc):
        return True
    return theirs.scheme == "https" and theirs.netloc in (f"{service}.slack.com", f"{service}.{ours.netloc}")


def allowed_socket(url: str, *, api_url: str) -> bool:
    """Whether Socket Mode may be opened there: ``wss`` on a host beneath the API's own, as ``wss-primary.slack.com`` is
    beneath ``slack.com``, or the API's own host and port with as much encryption as that has."""
    if len(url) > 2_000 or not _PLAIN_SOCKET.fullmatch(url):
        return False
    ours, theirs = urlsplit(api_url), urlsplit(url)
    if theirs.netloc == ours.netloc and theirs.scheme == ("wss" if ours.scheme == "https" else "ws"):
        return True
    return theirs.scheme == "wss" and theirs.port is None and theirs.netloc.endswith(f".{ours.netloc}")
