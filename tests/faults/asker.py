"""A process that is asked one thing, perhaps to be killed: ``python -m tests.faults.asker DATABASE HOLD [BUSY IDLE]``.

It reads an invocation a line from standard input (``request press text``; a dash is none) and prints each answer. With
HOLD it says ``held`` and stops in the middle of the command, after its effect and before its answer.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.arguments import rest
from bot.commands import Answer, Context, Invocation, command
from bot.db import engine
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.permissions import Right
from bot.domain.presses import Press
from bot.matching import Menu
from bot.messages.model import Message
from tests.world import SECRETARIAT, worded

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Noted:
    text: str = rest()


def held(hold: str) -> None:
    if hold != "-":
        print("held", flush=True)
        os.kill(os.getpid(), signal.SIGSTOP)


structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


def main(url: str, hold: str, busy: str = "10000", idle: str = "60000") -> None:
    engine.BUSY_MILLISECONDS, engine.IDLE_MILLISECONDS = int(busy), int(idle)

    @command("thing add", requires=Right.CONTRIBUTE, changes=True, serial=False)
    def add(context: Context, arguments: Noted) -> Answer:
        context.uow.record("thing.added", by=context.actor, now=context.now, subject="x", group_id=context.group.id)
        held(hold)
        return Answer(Message(f"Added by {os.getpid()}: {arguments.text}"))

    ask = Dispatcher(Database(url), Menu([add]), lambda: NOW)
    print("ready", flush=True)
    for line in sys.stdin:
        request, press, text = line.rstrip("\n").split(" ", 2)
        pressed = None if press == "-" else Press("pressed", NOW + timedelta(milliseconds=int(press)))
        answered = ask(
            Invocation("terminal", "", SECRETARIAT, text, address=SECRETARIAT, request=request, press=pressed)
        )
        print(" ".join(worded(answered).split()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
