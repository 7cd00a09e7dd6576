"""A post, a mail, and a line of what happened, as the console's templates are given them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any, Final, assert_never

from markupsafe import Markup

from bot.domain.dates import local
from bot.messages.html import Press, render, render_form
from bot.messages.model import Buttons, Form, Message, Text
from bot.platforms.web.facts import Person, Voice
from bot.platforms.web.looking import Now, View, live, place
from bot.platforms.web.recording import REFERENCE
from bot.platforms.web.rooms import Mail, Post, Received, Room, Typed

_OF_MINUTES: Final = re.compile(rf"minutes (?:correct |file )?({REFERENCE.pattern})\b")


def letter_html(mail: EmailMessage) -> str:
    """The HTML part of an e-mail, as it would leave; its links open in a place of their own."""
    part = mail.get_body(("html",))
    page = str(part.get_content()) if part is not None else ""
    return page.replace("<head>", '<head>\n<base target="_blank">', 1)


def shown(post: Post, view: View, now: Now, say: Voice, hidden: Mapping[str, str]) -> dict[str, Any]:
    author = view.directory.person(post.author) if post.author else None
    return {
        "id": post.id,
        "revision": post.revision,
        "author": author.name if author else "",
        "time": say.time(local(post.at, now.zone).time()),
        "iso": post.at.isoformat(),
        "only": post.only is not None and post.room.kind == "channel",
        "typed": post.content.text if isinstance(post.content, Typed) else None,
        "file": post.content.file if isinstance(post.content, Received) else None,
        "html": _html(post, view, hidden),
        "live": _live(post, view),
    }


def _live(post: Post, view: View) -> str:
    """The path of the live page of the minutes that a message shows, if it shows any."""
    if not isinstance(post.content, Message):
        return ""
    commands = [one.command for block in post.content.blocks if isinstance(block, Buttons) for one in block.buttons]
    found = next((match for match in map(_OF_MINUTES.match, commands) if match), None)
    return live(view.person.account, found[1]) if found else ""


def _html(post: Post, view: View, hidden: Mapping[str, str]) -> Markup:
    prefix, action = f"p{post.id}", view.path
    match post.content:
        case Typed():
            return Markup()
        case Message() as message:
            return render(message, prefix=prefix, press=Press(action, {**hidden, "post": str(post.id)}), level=3)
        case Received(message=message):
            return render(message, prefix=prefix, press=Press(action, hidden), level=3)
        case Form() as form:
            press = Press(action, {**hidden, "form": str(post.id)})
            return render_form(form, prefix=prefix, press=press, level=3)
        case _:
            assert_never(post.content)


def letter(mail: Mail, now: Now, say: Voice) -> dict[str, Any]:
    at = local(mail.at, now.zone)
    plain = mail.mail.get_body(("plain",))
    return {
        "id": mail.id,
        "subject": mail.mail["Subject"],
        "sender": mail.mail["From"],
        "to": mail.mail["To"],
        "iso": mail.at.isoformat(),
        "when": f"{say.day(at.date())}, {say.time(at.time())}",
        "path": f"{place(mail.to, None)}/{mail.id}",
        "text": plain.get_content() if plain is not None else "",
    }


def line(one: Post | Mail, view: View, now: Now, say: Voice) -> dict[str, Any]:
    """One thing that Convenor said by itself: when, to whom, its title, and where to see it."""
    at = local(one.at, now.zone)
    if isinstance(one, Mail):
        to, title, path = one.to, str(one.mail["Subject"]), f"{place(one.to, None)}/{one.id}"
        kind = "mail"
    else:
        message = one.content.message if isinstance(one.content, Received) else one.content
        title = message.text if isinstance(message, Typed) else message.title
        kind, to = one.room.kind, one.room.name
        reader = _reader(one.room, view) if kind == "channel" else to
        path = f"{place(reader, one.room)}#p{one.id}"
    reached = view.directory.person(to)
    return {
        "iso": one.at.isoformat(),
        "when": f"{say.short_day(at.date())}, {say.time(at.time())}",
        "to": say(f"console-to-{kind}", name=Text(reached.name if reached else to)),
        "title": title,
        "path": path,
    }


def _reader(room: Room, view: View) -> str:
    """Somebody who is in the channel: whoever looks, if possible."""
    group = next((one.group for one in view.directory.channels if one.name == room.name), "")
    inside: Sequence[Person] = [person for person in view.directory.people if group in person.groups]
    return view.person.account if view.person in inside or not inside else inside[0].account
