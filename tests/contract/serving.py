"""What the service has beside its chats: mails, and an address for pages and calendars."""

from __future__ import annotations

from bot.dispatch import Dispatcher
from bot.links import Links
from tests.conftest import KEY

ADDRESS = "https://convenor.example"
SERVING = {
    "CONVENOR_BASE_URL": ADDRESS,
    "CONVENOR_SMTP__HOST": "127.0.0.1",
    "CONVENOR_SMTP__SENDER": "convenor@example.org",
    "CONVENOR_SMTP__TLS": "none",
}
"""As settings say it."""


def offers(dispatcher: Dispatcher, whole: bool) -> None:
    """The service as it runs with these settings, or without them."""
    links = Links([KEY], ADDRESS)
    dispatcher._mails = whole
    dispatcher._opens, dispatcher._feeds = (links.open, links.feed) if whole else (None, None)
