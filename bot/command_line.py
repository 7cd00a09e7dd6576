"""The grammar of the command line: its clock, its exit codes, one sentence whatever goes wrong."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

import click
import structlog

from bot.clock import Clock, fixed, system
from bot.db.schema import BehindItsMigrations
from bot.logs import configure
from bot.presenters.speech import FALLBACK, words
from bot.settings import Settings, UnusableSettings, read

if TYPE_CHECKING:
    from bot.app import App

NOW = "convenor.now"
"""Where a command's ``--now`` lies in click's context."""


def say(key: str, **facts: Any) -> str:
    """A sentence of the terminal, in British English: whoever runs the service has no row that names a language."""
    return words(FALLBACK)(key, **facts)


class Commands(click.Group):
    """Ends in one sentence and an exit code whatever goes wrong; people at a terminal never see a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (UnusableSettings, BehindItsMigrations) as reason:
            end(ctx, str(reason))
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except BrokenPipeError:
            ctx.exit(2)
        except Exception:
            reference = secrets.token_hex(4)
            structlog.get_logger().exception("command failed", command=ctx.invoked_subcommand, reference=reference)
            end(ctx, say("terminal-broken", reference=reference))


def end(ctx: click.Context, sentence: str, code: int = 2) -> NoReturn:
    """Say why on standard error, and exit."""
    click.echo(sentence, err=True)
    ctx.exit(code)


def _instant(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Keep ``--now`` for the command."""
    if value is not None:
        ctx.find_root().meta[NOW] = instant(value)
    return value


def instant(value: str) -> datetime:
    """What somebody typed as an instant, in UTC. A time without an offset is UTC, never the machine's own zone. Raises
    ``click.BadParameter``."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(say("terminal-unreadable-now", asked=value)) from None
    return _utc(found)


def _utc(found: datetime) -> datetime:
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


NOW_OPTION: Callable[[Any], Any] = click.option(
    "--now",
    metavar="INSTANT",
    callback=_instant,
    expose_value=False,
    help="Set the clock, like 2027-01-17T09:12 (UTC) or 2027-01-17T09:12+01:00.",
)


def chosen_now(settings: Settings) -> datetime | None:
    """The instant that somebody set, if anybody did: the option, else CONVENOR_NOW."""
    found: datetime | None = click.get_current_context().find_root().meta.get(NOW, settings.now)
    return None if found is None else _utc(found)


@contextmanager
def opened_core(*, brief: bool = True) -> Iterator[App]:
    """The core over the settings' database, by the clock that was asked for."""
    from bot.app import core

    settings = read()
    configure(settings, brief=brief)
    now = chosen_now(settings)
    clock: Clock = fixed(now) if now is not None else system
    with core(settings, clock) as app:
        yield app
