"""Feeds, joined: what stands behind the address that somebody's calendar subscribes to."""

from __future__ import annotations

from starlette.routing import Route

from bot.app import App
from bot.links import Links
from bot.platforms.web import feeds as pages
from bot.presenters import appointments as present
from bot.presenters.speech import words
from bot.services import feeds


def routes(app: App) -> list[Route]:
    """``/feeds``."""
    links = Links(app.settings.keys, app.settings.base_url)
    organiser = app.settings.smtp.organiser if app.settings.smtp is not None else ""

    def read(token: str) -> bytes | None:
        found = links.fed(token)
        if found is None:
            return None
        with app.database.reading() as uow:
            fed = feeds.read(uow, feed_id=found, now=app.clock())
            if fed is None:
                return None
            return present.feed(fed, organiser, words(fed.language).calling(uow.administrations.name))

    return pages.routes(read)
