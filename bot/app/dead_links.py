"""One answer to every link that doesn't serve, so that it tells nothing."""

from __future__ import annotations

from bot.platforms.web.doors import Shown
from bot.presenters import joining
from bot.presenters.speech import FALLBACK, words


def dead() -> Shown:
    """The page that says so."""
    return Shown(joining.dead(words(FALLBACK)), found=False)
