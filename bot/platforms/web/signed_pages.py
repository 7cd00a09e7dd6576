"""Pages that are reached by a signed address or after signing in: the door, the log of actions, the live minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bot.messages.html import Press, render, render_form
from bot.messages.model import Form, Message, Text
from bot.platforms.web.facts import Voice
from bot.platforms.web.jinja import TEMPLATES
from bot.platforms.web.recording import Seen

if TYPE_CHECKING:
    from bot.platforms.web.action_log import LogPage
    from bot.platforms.web.signed_in import Viewer


def door(shown: Message | Form, *, say: Voice, action: str, press: str, below: Message | None) -> str:
    """The page behind a signed link: what it says, the one button that confirms, how things stand."""
    form = isinstance(shown, Form)
    body = (
        render_form(shown, prefix="page", press=Press(action, {}), level=1)
        if isinstance(shown, Form)
        else render(shown, prefix="page", level=1)
    )
    return TEMPLATES.get_template("door.html").render(
        say=say,
        lang=say.language,
        title=shown.title,
        body=body,
        action=action,
        press="" if form else press,
        below=render(below, prefix="now", level=2) if below is not None else "",
    )


def action_log(page: LogPage, *, say: Voice, viewer: Viewer, base: str, leave: bool) -> str:
    """The log of actions: its filters, the rows, the figures."""
    return _signed("log.html", page.title, say, viewer, base, leave, page=page, here=True)


def opened_action(
    shown: Message, answer: Message | Form | None, *, press: Press, say: Voice, viewer: Viewer, base: str, leave: bool
) -> str:
    """One action with what can be pressed; above it what came of the last press, or the form that it needs."""
    said = Markup()
    if isinstance(answer, Form):
        said = render_form(answer, prefix="form", press=press, level=2)
    elif answer is not None:
        said = render(answer, prefix="answer", press=press, level=2)
    body = render(shown, prefix="action", press=press, level=1)
    return _signed("action.html", shown.title, say, viewer, base, leave, body=body, answer=said, here=False)


def signed_minutes(seen: Seen, *, press: Press, say: Voice, viewer: Viewer, base: str) -> str:
    """The live page of a meeting's minutes, for whoever is signed in."""
    said = Markup()
    if isinstance(seen.answer, Form):
        said = render_form(seen.answer, prefix="form", press=press, level=2)
    elif seen.answer is not None:
        said = render(seen.answer, prefix="answer", press=press, level=2)
    body = render(seen.minutes, prefix="minutes", press=press if seen.found else None, level=2)
    facts = {"body": body, "answer": said, "seen": seen, "action": press.action, "hidden": press.hidden}
    return _signed("signed_minutes.html", seen.minutes.title, say, viewer, base, leave=True, here=False, **facts)


def no_action(*, say: Voice, viewer: Viewer, base: str, leave: bool) -> str:
    """There is none of that reference, or none that this person may know of."""
    body = Markup("<h1>{}</h1>").format(say("log-none"))
    return _signed("action.html", say("log-none"), say, viewer, base, leave, body=body, answer=Markup(), here=False)


def _signed(template: str, title: str, say: Voice, viewer: Viewer, base: str, leave: bool, **facts: Any) -> str:
    return TEMPLATES.get_template(template).render(
        say=say,
        Text=Text,
        lang=say.language,
        title=title,
        viewer=viewer,
        base=base,
        home=base if leave else f"{base.removesuffix('/log')}/direct",
        leave=leave,
        **facts,
    )
