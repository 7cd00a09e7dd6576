"""The terminal: ``convenor``. Each command imports what it needs, so that ``run`` starts fast."""

from __future__ import annotations

import gc
import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import structlog

from bot import settings as settings_
from bot.clock import Movable, system
from bot.command_line import NOW_OPTION, Commands, chosen_now, end, opened_core, say
from bot.logs import configure
from bot.settings import UnusableSettings
from bot.upkeep import UPKEEP

if TYPE_CHECKING:
    from bot.app import App
    from bot.commands import Invocation

RARELY = (50_000, 20, 100)
"""How many objects more make Python look for those that hold each other: what is loaded stays, and looking through it
again and again was an eighth of a start."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@NOW_OPTION
def main() -> None:
    """Convenor coordinates working groups between governments."""
    gc.set_threshold(*RARELY)
    configure(brief=True)


for command in UPKEEP:
    main.add_command(command)


@main.command()
@click.option("--as", "who", metavar="ADDRESS", help="Who asks: an official, or an operator. Default: first operator.")
@click.option("--group", metavar="GROUP", help="The working group, where the words don't name it.")
@click.argument("text", nargs=-1)
@NOW_OPTION
def run(who: str | None, group: str | None, text: tuple[str, ...]) -> None:
    """Carry out one command and print the reply."""
    from bot.platforms.terminal import command_of

    _ask(command_of(text) if text else "", who, group)


@main.command()
@click.argument("what")
@click.option("--group", metavar="GROUP", help="The working group.")
@click.option("--format", "format_", default="csv", show_default=True, metavar="csv|xlsx|ods|docx|json")
@click.option(
    "--output", metavar="FILE", help="Where it goes; - is standard output. Default: here, under its own name."
)
@click.option("--since", metavar="DAY")
@click.option("--until", metavar="DAY")
@click.option("--seat", metavar="SEAT")
@click.option("--as", "who", metavar="ADDRESS", help="Who asks: an official of the group. Default: first operator.")
@NOW_OPTION
def export(what: str, group: str | None, output: str | None, who: str | None, **options: str | None) -> None:
    """Export WHAT: the same bytes as in chat."""
    from bot.language import spoken

    given = [(name.rstrip("_"), value) for name, value in options.items() if value]
    _ask(spoken(f"export {what}", given), who, group, output)


@main.command("import")
@click.argument("what", type=click.Choice(["actions", "calendar", "members", "turns"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", metavar="GROUP", required=True, help="The working group.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each row.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar='"THEIRS=OURS,…"',
    help="Which of our columns one of theirs is; THEIRS= leaves it alone.",
)
@click.option("--administration", metavar="CODE", help="Whose days a calendar file (ICS) holds.")
@click.option("--kind", metavar="KIND", help="What they are. Default: public-holiday.")
@click.option("--source", metavar="TEXT", help="Where it was downloaded. Default: what the calendar file says.")
@click.option(
    "--as", "who", metavar="ADDRESS", help="Who imports: its secretariat, or an operator. Default: first operator."
)
@NOW_OPTION
def import_(
    what: str, file: Path, group: str, dry_run: bool, mapped: tuple[str, ...], who: str | None, **said: str | None
) -> None:
    """Import WHAT from a FILE (csv, xlsx, ods, json) with the columns of an export, or a calendar from a file that was
    downloaded (ics): all of it, or nothing."""
    from bot.app.importing import imported
    from bot.domain.errors import DomainError
    from bot.platforms.terminal import busy
    from bot.presenters.imports import reported
    from bot.presenters.refusals import refused
    from bot.presenters.speech import FALLBACK, words

    ctx = click.get_current_context()
    with opened_core() as app:
        address = who or next(iter(app.settings.operators), None)
        if address is None:
            raise click.UsageError(say("terminal-who"))
        try:
            with busy(say("terminal-working")):
                given = {name: value for name, value in said.items() if value}
                report = imported(app, what, file, group=group, who=address, dry=dry_run, mapped=mapped, given=given)
        except DomainError as why:
            end(ctx, refused(why, words(FALLBACK)).title, 1)
        except OSError as error:
            end(ctx, say("terminal-unreadable-file", reason=error.strerror or str(error)))
    for line in reported(report, words(FALLBACK)):
        click.echo(line, err=bool(report.refused))
    ctx.exit(1 if report.refused else 0)


@main.command()
@click.option("--group", metavar="GROUP", required=True, help="The working group.")
@click.option("--until", metavar="DAY", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option(
    "--events",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What people do: instant, who, command a line. Whoever isn't in it does nothing; meetings count as held.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@NOW_OPTION
def rehearse(group: str, until: datetime, events: Path | None, format_: str) -> None:
    """Everything Convenor would say and do up to a day, in order. Nothing is sent, nothing kept."""
    from bot.app import rehearsal
    from bot.domain.errors import DomainError
    from bot.platforms import rehearsing
    from bot.platforms.terminal import busy
    from bot.presenters.refusals import refused
    from bot.presenters.speech import FALLBACK, words

    ctx = click.get_current_context()
    with opened_core() as app:
        now = app.clock().replace(tzinfo=None)
        if not now - timedelta(days=1) <= until <= now + rehearsal.LONGEST:
            raise click.UsageError(say("rehearse-until", years=rehearsal.LONGEST.days // 366))
        try:
            planned = rehearsal.read_events(events, app.clock()) if events is not None else ()
            with busy(say("rehearse-working")):
                found, heard = rehearsal.rehearsed(app, group, until, planned)
        except rehearsal.UnreadableEvents as wrong:
            end(ctx, say("rehearse-events", line=str(wrong.line), why=wrong.why))
        except DomainError as why:
            end(ctx, refused(why, words(FALLBACK)).title, 1)
        except OSError as error:
            end(ctx, say("terminal-unreadable-file", reason=error.strerror or str(error)))
    for line in rehearsing.lines(heard, found.zone, format_, say):
        click.echo(line)


def _ask(text: str, who: str | None, group: str | None, output: str | None = None) -> None:
    """The road of every command: dispatch, print, exit."""
    from bot.commands import Invocation
    from bot.platforms import terminal

    ctx = click.get_current_context()
    with opened_core() as app:
        address = who or next(iter(app.settings.operators), None)
        if address is None:
            raise click.UsageError(say("terminal-who"))
        prefix = f"convenor run --as {who}" if who else "convenor run"
        invocation = Invocation(
            terminal.PLATFORM,
            "",
            address,
            text,
            address=address,
            fields={"group": group} if group else {},
            prefix=prefix,
        )
        code = _shown(app, invocation, output)
    ctx.exit(code)


def _shown(app: App, invocation: Invocation, output: str | None) -> int:
    from bot.platforms import terminal

    with terminal.busy(say("terminal-working")):
        answered = app.dispatch(invocation)
    try:
        return terminal.show(answered, say=say, command=invocation.prefix, output=output)
    except OSError as error:
        click.echo(say("terminal-file", reason=error.strerror or str(error)), err=True)
        return 2


@main.command()
@NOW_OPTION
def tick() -> None:
    """Do what is due and say what can be said, once; print counts as JSON."""
    from bot.app.once import round_of

    with opened_core(brief=False) as app:
        now = app.clock()
        click.echo(json.dumps({"at": now.isoformat(), **round_of(app, now)}))


@main.group()
def manifest() -> None:
    """What a platform's administrators paste to add Convenor."""


@manifest.command()
@click.option("--socket", is_flag=True, help="For Socket Mode, behind a firewall. Default: where an app token is set.")
@NOW_OPTION
def slack(socket: bool) -> None:
    """Print Slack's app manifest, as JSON; on standard error, why it asks for what it asks."""
    from bot.platforms.slack.manifest import manifest, scopes

    settings = settings_.read()
    socket = socket or (settings.slack is not None and settings.slack.app_token is not None)
    if not socket and not settings.base_url.startswith("https://"):
        click.echo(say("terminal-manifest-address", address=settings.base_url), err=True)
    for scope, reason in scopes(say).items():
        click.echo(f"{scope}: {reason}", err=True)
    if socket:
        click.echo(say("terminal-manifest-socket"), err=True)
    click.echo(json.dumps(manifest(settings, say, socket=socket), indent=2, ensure_ascii=False))


@manifest.command()
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", show_default=True)
@click.option("--by", "name", default="Convenor", show_default=True, help="Who offers the app to their people.")
@click.option("--website", metavar="URL", help="Their website. Default: this service's own address.")
@click.option("--privacy", metavar="URL", help="Their privacy statement. Default: the website.")
@click.option("--terms", metavar="URL", help="Their terms of use. Default: the website.")
@NOW_OPTION
def teams(folder: Path, name: str, website: str | None, privacy: str | None, terms: str | None) -> None:
    """Write the app package for Microsoft Teams, one for each app registration."""
    settings = settings_.read()
    if settings.teams is None:
        end(click.get_current_context(), say("teams-package-off"), 1)
        return
    from bot.platforms.teams.manifest import Publisher, package

    website = website or settings.base_url
    publisher = Publisher(name, website, privacy or website, terms or website)
    if not all(one.startswith("https://") for one in (website, publisher.privacy, publisher.terms)):
        click.echo(say("teams-package-pages"), err=True)
    for suffix, app in {"": settings.teams, **{f"-{key}": one for key, one in settings.teams.also.items()}}.items():
        path = folder / f"convenor-teams{suffix}.zip"
        path.write_bytes(package(settings, app, publisher, say))
        click.echo(say("teams-package", file=str(path), tenant=app.tenant_id))


@main.command()
@NOW_OPTION
def serve() -> None:
    """The service: whichever faces are configured, with scheduler and delivery."""
    from bot.app import core, hosting
    from bot.app.service import served

    settings = settings_.read()
    if chosen_now(settings) is not None:
        raise UnusableSettings(say("terminal-serve-has-no-now"))
    configure(settings)
    with hosting.stoppable(), hosting.alone(settings.sqlite_path, say), core(settings, system) as app:
        application = served(app)
        listening = hosting.listen(settings.web.host, settings.web.port, say)
        structlog.get_logger().info("listening", address=hosting.address(listening))
        hosting.serve(application, listening)


@main.command()
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any that is free."
)
@NOW_OPTION
def demo(port: int) -> None:
    """A small world to look at, with the web console, on this machine alone."""
    from bot.app import core, hosting
    from bot.app.history import lived_through, of_a_demo
    from bot.app.show import shown
    from bot.platforms.terminal import busy
    from bot.platforms.web.rooms import ChatRoom

    settings = settings_.read()
    configure(settings)
    listening = hosting.listen("127.0.0.1", port, say)
    clock = Movable(chosen_now(settings) or system())
    with hosting.stoppable(), tempfile.TemporaryDirectory(prefix="convenor-demo-") as directory:
        files = Path(directory, "files")
        files.mkdir()
        own = of_a_demo(settings, Path(directory), hosting.address(listening))
        with core(own, clock, migrated=True, mails=True, pages=False) as app:
            rooms = ChatRoom()
            with busy(say("terminal-loading")):
                lived_through(app, rooms)
            application = shown(app, clock, rooms, files)
            click.echo(say("terminal-demo", address=hosting.address(listening)), err=True)
            hosting.serve(application, listening)


if __name__ == "__main__":
    main(prog_name="convenor")
