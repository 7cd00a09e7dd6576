"""A submitted view: done once, whatever Slack sends twice; its errors stand beside their fields, its answer goes where
a typed command's would."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from bot.commands import Invocation
from bot.messages.block_kit_views import errors, said, with_errors
from bot.messages.model import Buttons, Form, Message
from bot.platforms.lines import Lines, Tongues
from bot.platforms.slack.api import Api, Json
from bot.platforms.slack.carried import Carried
from bot.platforms.slack.said import Said
from bot.platforms.slack.submissions import Submitted
from bot.platforms.slack.views import Views

PLATFORM: Final = "slack"

REMEMBERED: Final = 1_000
"""Submissions whose answer this process still knows: the second press of the same button gets the same answer."""

CLEAR: Final[Json] = {"response_action": "clear"}

Asked = Callable[[Invocation], Coroutine[Any, Any, Said]]
Tell = Callable[[Invocation, Carried, Said], Coroutine[Any, Any, None]]


class Submissions:
    """``ask`` never raises; ``tell`` says an answer where the form was asked for."""

    def __init__(self, api: Api, views: Views, lines: Tongues[Lines], ask: Asked, tell: Tell, patience: float) -> None:
        self._api = api
        self._views = views
        self._lines = lines
        self._ask = ask
        self._tell = tell
        self._patience = patience
        self._known: OrderedDict[str, asyncio.Task[Json]] = OrderedDict()

    async def __call__(self, submitted: Submitted) -> Json:
        """What Slack is to do with the view."""
        known = self._known.get(submitted.request)
        if known is None or known.cancelled() or (known.done() and "errors" in known.result()):
            known = self._api.soon(self._answer(submitted))
            self._known[submitted.request] = known
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return await asyncio.shield(known)

    async def _answer(self, submitted: Submitted) -> Json:
        carried = self._views.carried(submitted.carried, workspace=submitted.workspace, account=submitted.account)
        invocation = _invocation(submitted, carried)
        asked = self._api.soon(self._ask(invocation))
        await asyncio.wait({asked}, timeout=self._patience)
        if asked.done():
            return await self._settled(submitted, invocation, carried, asked.result())
        self._api.soon(self._later(submitted, invocation, carried, asked))
        lines = self._lines(invocation)
        if lines.foresee(invocation).file:
            self._api.soon(self._tell(invocation, carried, Said(lines.preparing, public=False)))
            return CLEAR
        return self._update(lines.working, carried, submitted)

    async def _settled(self, submitted: Submitted, invocation: Invocation, carried: Carried, found: Said) -> Json:
        match found.reply:
            case Form() as form:
                wrong = errors(form)
                if wrong and wrong.keys() <= submitted.blocks and not form.blocks:
                    return {"response_action": "errors", "errors": wrong}
                return self._next(form, carried, submitted)
            case Message() as message if found.refused and not _asks(message):
                return self._update(said(message, close=self._lines(invocation).close), carried, submitted)
            case _:
                self._api.soon(self._tell(invocation, carried, found))
                return CLEAR

    async def _later(
        self, submitted: Submitted, invocation: Invocation, carried: Carried, asked: asyncio.Task[Said]
    ) -> None:
        found = await asked
        message = isinstance(found.reply, Message)
        if isinstance(found.reply, Form):
            shown = with_errors(found.reply)
        elif found.refused and not _asks(found.reply):
            shown = said(found.reply, close=self._lines(invocation).close)
        else:
            await self._tell(invocation, carried, found)
            shown = replace(self._lines(invocation).working, title=found.reply.title, blocks=())
        onward = carried if message else replace(carried, command=shown.command)
        await self._views.update(
            submitted.view, shown, onward, workspace=submitted.workspace, account=submitted.account
        )

    def _next(self, form: Form, carried: Carried, submitted: Submitted) -> Json:
        """The next step in its own view, so that one can go back; the same form again where it stands."""
        onward = replace(carried, command=form.command)
        view = self._views.rendered(with_errors(form), onward, workspace=submitted.workspace, account=submitted.account)
        if view is None:
            return self._update(said(Message(form.title, form.blocks), close=form.cancel), carried, submitted)
        preview = not form.fields and bool(form.submit)
        return {"response_action": "push" if preview else "update", "view": view}

    def _update(self, form: Form, carried: Carried, submitted: Submitted) -> Json:
        view = self._views.rendered(form, carried, workspace=submitted.workspace, account=submitted.account)
        return {"response_action": "update", "view": view} if view is not None else CLEAR


def _invocation(submitted: Submitted, carried: Carried) -> Invocation:
    """The same command as one that was typed: the account is Slack's word, the rest decides nothing."""
    return Invocation(
        platform=PLATFORM,
        workspace=submitted.workspace,
        account=submitted.account,
        text=carried.command,
        channel=carried.channel,
        request=submitted.request,
        fields=submitted.fields,
        forms=True,
        prefix=submitted.prefix,
        account_workspace=submitted.account_workspace,
    )


def _asks(message: Message) -> bool:
    """Whether it can only be answered by its buttons."""
    return any(isinstance(block, Buttons) for block in message.blocks)
