"""Opening and changing modal views: what Slack takes, and what becomes of it where Slack refuses."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from bot.gateways import TryLater, Undeliverable, Unknown
from bot.messages.block_kit_views import render_form
from bot.messages.model import Form
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.carried import Carried, Seal

log = structlog.get_logger()

OPENING: Final = 0.5
"""Seconds that a form waits for the database before a view is opened that says it is coming."""

ANSWERED: Final = 1.5
"""Seconds that Slack is given to say whether it opened a view; its trigger lasts three."""

USED: Final = "exchanged_trigger_id"
"""Slack's word for a trigger that has opened its view."""


class Views:
    """The views of one service. What can't be opened or changed is logged, and is no exception."""

    def __init__(self, api: Api, token: TokenOf, seal: Seal) -> None:
        self._api = api
        self._token = token
        self._seal = seal

    async def open(self, form: Form, trigger: str, carried: Carried, *, workspace: str, account: str) -> str | None:
        """The id of the view, which stands open now, and is empty where another process opened it; ``None`` where
        Slack refuses, or takes too long to say."""
        view = self.rendered(form, carried, workspace=workspace, account=account)
        if view is None:
            return None
        calling = self._api.soon(self._opened(workspace, trigger_id=trigger, view=view))
        await asyncio.wait({calling}, timeout=ANSWERED)
        return calling.result() if calling.done() else None

    async def update(self, id: str, form: Form, carried: Carried, *, workspace: str, account: str) -> None:
        """Show something else in a view that stands open; nobody minds if it was closed meanwhile."""
        view = self.rendered(form, carried, workspace=workspace, account=account) if id else None
        if view is None:
            return
        try:
            await self._api.call("views.update", await self._token(workspace), view_id=id, view=view)
        except (TryLater, Undeliverable, Unknown) as refused:
            log.info("slack view refused", method="views.update", reason=str(refused))

    def rendered(self, form: Form, carried: Carried, *, workspace: str, account: str) -> Json | None:
        """The form as a view; ``None`` where its command is longer than a view can carry."""
        try:
            sealed = self._seal.close(carried, workspace=workspace, account=account)
        except ValueError as error:
            log.warning("slack view impossible", reason=str(error))
            return None
        return render_form(form, workspace=workspace, carried=sealed)

    def carried(self, text: str, *, workspace: str, account: str) -> Carried:
        """What a view carried, as far as it is genuine."""
        return self._seal.open(text, workspace=workspace, account=account)

    async def _opened(self, workspace: str, **arguments: object) -> str | None:
        try:
            answer = await self._api.call("views.open", await self._token(workspace), **arguments)
        except (TryLater, Undeliverable, Unknown) as refused:
            log.info("slack view refused", method="views.open", reason=str(refused))
            return "" if str(refused) == USED else None
        return str(answer["view"]["id"])
