"""Teams as a face for stories: signed activities in, the connector's wire out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.app.teams import TeamsFace
from bot.clock import Movable
from bot.commands import Invocation
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.platforms.teams.cards import MESSAGE
from bot.services import linking
from bot.stepping import Stepper
from tests.platforms.teams_client import CHANNEL, Client, Reply, settings
from tests.platforms.teams_server import Activity, TeamsServer, teams_server
from tests.platforms.teams_world import account, app_of, eventually, teams_face
from tests.stories.faces import Told
from tests.world import OPERATOR, World


class Teams:
    """A tenant; the group stands in a channel of it, and everybody has the app."""

    def __init__(self, database: Database, clock: Movable, server: TeamsServer) -> None:
        self.database, self.clock, self.server = database, clock, server
        self.dispatcher = World(database, now=clock()).dispatcher
        self.dispatcher._clock = clock
        self.app = app_of(database, self.dispatcher, clock, settings(server))
        self.client = Client("", server, clock)

    def begins(self, address: str) -> None:
        """The operator's account is tied by a code, as ``convenor code`` gives one."""
        self.client.address = address
        self.dispatcher(Invocation("terminal", "", OPERATOR, "administration list", address=OPERATOR))
        with self.database.writing("test") as uow:
            found = uow.people.by_email(OPERATOR)
            assert found is not None
            code = linking.issue_code(uow, official_id=found.id, now=self.clock())
        self.client.types(account(OPERATOR), f"me link {code}")

    def mention(self, address: str) -> str:
        self.server.alone(account(address))
        return f'<at id="{account(address)}">{address}</at>'

    def joins(self, who: str) -> None:
        """The mention of the account tied it."""

    def types(self, who: str, text: str) -> str:
        """In the channel, where a mention is what the client makes of a name."""
        people = {id: name for id, name in re.findall(r'<at id="([^"]+)">([^<]+)</at>', text)}
        shown = re.sub(r'<at id="[^"]+">', "<at>", text)
        return Told(self.client.types(account(who), shown, channel=CHANNEL, people=people))

    def heard(self, who: str) -> str:
        return Told(" ".join(one.texts for one in self.server.heard(account(who))))

    def presses(self, who: str, label: str) -> str:
        wanted = [
            (one, button)
            for one in self.server.heard(account(who))
            for button in one.buttons
            if button["title"] == label
        ]
        assert wanted, f"no button {label}"
        before = len(self.server.said)
        answer = self.client.acts(account(who), *wanted[-1])
        assert answer.status == 200
        return Told(" ".join([_shown(answer, wanted[-1][0]), *(one.texts for one in self.server.said[before:])]))

    def receives(self, who: str, text: str) -> str:
        asked = next(
            one
            for one in self.client.writes(account(who), text)
            if one.attachment["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
        )
        name = f"file-{len(self.server.files)}.csv"
        self.client.agrees(account(who), asked, name=name)
        assert eventually(lambda: name in self.server.files)
        return self.server.files[name].decode("utf-8-sig")

    def goes_to(self, instant: datetime) -> None:
        asyncio.run(self._advance(instant))

    async def _advance(self, instant: datetime) -> None:
        assert self.app.settings.teams is not None
        face = TeamsFace(self.app, self.app.settings.teams)
        async with face.listening():
            sender = Deliverer(self.database, [face.gateway], self.clock)
            await Stepper(self.database, self.clock, sender).advance(instant)


def _shown(answer: Reply, on: Activity) -> str:
    """What the answer to a press shows by itself: for a moment, or in the place of what was pressed."""
    if answer.body["type"] == MESSAGE:
        return answer.passing
    on.body = {"type": "message", "attachments": [{"contentType": answer.body["type"], "content": answer.card}]}
    return on.texts


@contextmanager
def teams(database: Database, clock: Movable) -> Iterator[Teams]:
    with teams_server() as server:
        found = Teams(database, clock, server)
        with teams_face(found.app, found.dispatcher) as address:
            found.begins(address)
            yield found
