"""A command that does nothing, beside verifying and parsing its request alone; with one command, and with 500."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.arguments import Nothing
from bot.commands import Answer, Command, Context
from bot.commands import command as declared
from bot.dispatch import Dispatcher
from bot.domain.permissions import Right
from bot.matching import Menu
from bot.messages.model import Message
from bot.platforms.slack.door import opened
from bot.platforms.slack.listeners import PATH
from bot.platforms.slack.payloads import read
from tests.benchmarks.asgi import NOW, SECRET, Client, command
from tests.benchmarks.data import filled
from tests.benchmarks.harness import Figure, Place, compare
from tests.benchmarks.posted import Application

TIMES, MANY = 200, 500


def measure(place: Place) -> Iterator[Figure]:
    """Processor time, all threads of this process; the database is SQLite, in the same process."""
    data = filled(place.sqlite("dispatch"), 20)
    client = Client()
    body = command("thing0 pass", "U0001")
    times = place.many(TIMES)

    def posting(application: Application) -> Callable[[], object]:
        return lambda: client.send(application, body, times)

    menus = {count: Menu(_nothing(number) for number in range(count)) for count in (1, MANY)}
    faces = {count: client.face(Dispatcher(data.database, menu, lambda: NOW), menu) for count, menu in menus.items()}
    ours = {f"convenor, {count} commands": posting(face) for count, face in faces.items()}
    bolt = {f"stock Bolt, {count} listeners": ("bolt", "nothing", str(count), str(times)) for count in (1, MANY)}
    with place.beside(bolt) as peers:
        contenders = {"verify and parse": posting(_verifying()), **ours, **peers}
        seconds = compare(contenders, rounds=place.rounds, clock=place.processor)
    each = {name: value / times for name, value in seconds.items()}
    one, many = ours
    yield Figure("a command that does nothing", "s", "verify and parse", one, each, 3.5)
    yield Figure(f"the same with {MANY} commands", "s", one, many, {name: each[name] for name in (one, many)}, 1.1)
    client.close()
    data.database.close()


def _nothing(number: int) -> Command:
    @declared(f"thing{number} pass", requires=Right.ANYONE, brief=True)
    def passed(context: Context, _arguments: Nothing) -> Answer:
        return Answer(Message("Done.", language=context.words.language))

    return passed


def _verifying() -> Application:
    """The least that anybody must do who answers Slack."""

    async def endpoint(request: Request) -> Response:
        read(await opened(request, secret=SECRET, clock=lambda: NOW), prefix="/wg")
        return Response()

    return Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])
