"""The demo's past: its story, lived through on a clock of its own before the demo's clock takes over."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.app import App
from bot.app.mail import links_of, notices
from bot.app.ways_out import ORGANISER, ways_out
from bot.clock import Movable, fixed
from bot.deliverer import Deliverer
from bot.demo import HISTORY, OPERATORS, Story
from bot.dispatch import Dispatcher
from bot.matching import Menu
from bot.platforms.web.rooms import ChatRoom
from bot.scheduler import chores
from bot.settings import Settings
from bot.stepping import Stepper
from handlers import COMMANDS


def of_a_demo(settings: Settings, directory: Path, address: str) -> Settings:
    """A demo's own settings: its database stands in the directory, its pages at the address, and nothing leaves."""
    own = {
        "database_url": f"sqlite:///{directory}/demo.db",
        "base_url": address,
        "secret_keys": (SecretStr(Fernet.generate_key().decode()),),
        "slack": None,
        "teams": None,
        "smtp": None,
        "operators": OPERATORS,
    }
    return settings.model_copy(update=own)


def lived_through(app: App, rooms: ChatRoom) -> None:
    """Fill an empty database and the rooms with the story, up to what the app's clock shows now."""
    today = app.clock()
    start = today - HISTORY
    clock = Movable(start, fixed(start))
    spoken = notices(links_of(app.settings), ORGANISER)
    deliverer = Deliverer(app.database, ways_out(app, rooms, clock), clock, notices=spoken)
    stepper = Stepper(app.database, clock, deliverer, chores(mails=True))
    story = Story(
        database=app.database,
        ask=Dispatcher(app.database, Menu(COMMANDS), clock, app.settings.operators, mails=True),
        advance=stepper.advance,
        clock=clock,
        rooms=rooms,
        today=today,
    )
    asyncio.run(story.tell())
