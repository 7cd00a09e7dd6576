"""The terminal's commands for whoever runs the service: its database, its keys, its record."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from bot.clock import system
from bot.command_line import NOW_OPTION, chosen_now, end, instant, opened_core, say
from bot.logs import configure
from bot.settings import read


@click.command()
@NOW_OPTION
def migrate() -> None:
    """Bring the database up to date."""
    from bot.app import bring_up_to_date, opened
    from bot.platforms.terminal import busy

    settings = read()
    configure(settings, brief=True)
    with opened(settings) as database, busy(say("terminal-migrating")):
        bring_up_to_date(database)
    click.echo(say("terminal-migrated"))


@click.command()
@NOW_OPTION
def check() -> None:
    """Look at settings, database, clock, zone data, keys, Slack, Teams, the mail server and lists."""
    from bot.app.checkup import findings, shown_settings

    settings = read()
    configure(settings, brief=True)
    click.echo(say("check-settings"))
    for name, value in shown_settings(settings):
        click.echo(f"  {name}: {value}")
    good = True
    for one in findings(settings, chosen_now(settings), say):
        good = good and one.good
        click.echo(f"{say(f'check-{one.about}')}: {say('check-good' if one.good else 'check-bad')}. {one.words}")
    click.get_current_context().exit(0 if good else 1)


@click.command()
@click.argument("address")
@NOW_OPTION
def code(address: str) -> None:
    """Print a linking code for an official."""
    from bot.app.desk import linking_code

    with opened_core() as app:
        issued = linking_code(app, address)
    if issued is None:
        end(click.get_current_context(), say("terminal-no-official", address=address), 1)
    else:
        click.echo(say("terminal-code", name=issued.name, minutes=issued.minutes, code=issued.code))


@click.command()
@NOW_OPTION
def bounce() -> None:
    """Read a mail that came back from standard input, and note that it didn't arrive."""
    from bot.app.desk import bounced
    from bot.platforms.email.bounces import MAX_BYTES

    raw = sys.stdin.buffer.read(MAX_BYTES)
    with opened_core(brief=False) as app:
        count = bounced(app, raw)
    click.echo(say("terminal-bounced", count=count))


@click.command()
@NOW_OPTION
def rsvp() -> None:
    """Read an answer to an invitation from standard input, as a mail server hands it over."""
    from bot.app.desk import replied
    from bot.domain.errors import DomainError
    from bot.platforms.email.replies import MAX_BYTES
    from bot.presenters.appointments import told
    from bot.presenters.refusals import refused
    from bot.presenters.speech import FALLBACK, words

    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    with opened_core(brief=False) as app:
        try:
            found = replied(app, raw)
        except DomainError as why:
            end(click.get_current_context(), refused(why, words(FALLBACK)).title, 1)
    click.echo(say("terminal-bounced", count=found) if isinstance(found, int) else told(found, words(FALLBACK)))


@click.group()
def audit() -> None:
    """The record of every change."""


@audit.command()
@NOW_OPTION
def verify() -> None:
    """Find any line that was changed or removed."""
    from bot.app.desk import audited

    with opened_core() as app:
        found = audited(app)
    for broken in found.broken:
        chain = broken.group.upper() if broken.group else say("audit-no-group")
        click.echo(say("audit-broken", chain=chain, number=broken.number, why=broken.why), err=True)
    if not found.broken:
        click.echo(say("audit-whole", lines=found.lines, chains=found.chains))
    click.get_current_context().exit(1 if found.broken else 0)


@click.group()
def keys() -> None:
    """The keys under which secrets are kept."""


@keys.command()
@NOW_OPTION
def rotate() -> None:
    """Encrypt every secret anew with the first key, so that the others may go."""
    from bot.app.desk import rekeyed

    ctx = click.get_current_context()
    with opened_core() as app:
        if not app.settings.keys:
            end(ctx, say("keys-none"))
        found = rekeyed(app)
    click.echo(say("keys-rotated", anew=found.anew, standing=found.standing))
    if found.unreadable:
        end(ctx, say("keys-unreadable", count=found.unreadable), 1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@NOW_OPTION
def backup(file: Path) -> None:
    """Copy the embedded database to FILE while it is in use; for PostgreSQL, say how."""
    from bot.app.desk import Unembedded, backed_up
    from bot.platforms.terminal import busy

    ctx = click.get_current_context()
    settings = read()
    configure(settings, brief=True)
    try:
        with busy(say("backup-working")):
            size = backed_up(settings, file, as_of=chosen_now(settings) or system())
    except Unembedded as elsewhere:
        end(ctx, say("backup-postgresql", command=elsewhere.dump(file)), 1)
    except FileExistsError:
        end(ctx, say("backup-there", path=str(file)), 1)
    except OSError as error:
        end(ctx, say("terminal-file", reason=error.strerror or str(error)))
    click.echo(say("backup-made", path=str(file), bytes=size))


@click.command()
@click.option(
    "--as-of",
    "as_of",
    metavar="INSTANT",
    required=True,
    callback=lambda _ctx, _parameter, value: instant(value),
    help="When the copy was made, like 2027-01-17T09:12 (UTC) or 2027-01-17T09:12+01:00.",
)
@NOW_OPTION
def restored(as_of: datetime) -> None:
    """The database was put back from a copy of that instant: look before saying again what may have been said since."""
    from bot.app.desk import put_back

    with opened_core() as app:
        if as_of > app.clock():
            end(click.get_current_context(), say("restored-future"), 1)
        put_back(app, as_of)
    click.echo(say("restored-noted", at=f"{as_of:%Y-%m-%d %H:%M}"))


UPKEEP: Final[tuple[click.Command, ...]] = (migrate, check, code, bounce, rsvp, audit, keys, backup, restored)
"""In the order of this file; the terminal adds them to its own."""
