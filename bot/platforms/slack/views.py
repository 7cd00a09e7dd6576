"""Opening and changing modal views: what Slack takes, and what becomes of it where Slack refuses."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from bot.delivery import TryLater, Undeliverable, Unknown
from bot.messages.block_kit_views import render_form
from bot.messages.model import Form
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.carried import Carried, Seal

log = structlog.get_logger()

OPENING: Final = 0.5
"""Seconds that a form waits for the database before a view is opened that says it is coming."""

ANSWERED: Final = 1.5
"""Seconds that Slack is given to say whether it opened a view; its trigger lasts three."""


class Views:
    """The views of one service. What can't be opened or changed is logged, and is no exception."""

    def __init__(self, api: Api, token: TokenOf, seal: Seal) -> None:
        self._api = api
        self._token = token
        self._seal = seal

    async def open(self, form: Form, trigger: str, carried: Carried, *, workspace: str, account: str) -> str | None:
        """The id of the view, which stands open now; ``None`` where Slack refuses, or takes too long to say."""
        view = self.rendered(form, carried, workspace=workspace, account=account)
        if view is None:
            return None
        calling = self._api.soon(self._call("views.open", workspace, trigger_id=trigger, view=view))
        await asyncio.wait({calling}, timeout=ANSWERED)
        answer = calling.result() if calling.done() else None
        return str(answer["view"]["id"]) if answer is not None else None

    async def update(self, id: str, form: Form, carried: Carried, *, workspace: str, account: str) -> None:
        """Show something else in a view that stands open; nobody minds if it was closed meanwhile."""
        view = self.rendered(form, carried, workspace=workspace, account=account)
        if view is not None:
            await self._call("views.update", workspace, view_id=id, view=view)

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

    async def _call(self, method: str, workspace: str, **arguments: object) -> Json | None:
        try:
            return await self._api.call(method, await self._token(workspace), **arguments)
        except (TryLater, Undeliverable, Unknown) as refused:
            log.info("slack view refused", method=method, reason=str(refused))
            return None
