"""The console's pages: what each template is given, worded in the person's language."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, assert_never
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.domain.dates import local
from bot.messages.html import Press, render, render_form
from bot.messages.model import Buttons, Form, Message, Text
from bot.platforms.web.facts import Channel, Directory, Person, Voice
from bot.platforms.web.files import File
from bot.platforms.web.recording import REFERENCE, Seen
from bot.platforms.web.rooms import ChatRoom, Mail, Post, Received, Room, Typed

if TYPE_CHECKING:
    from bot.platforms.web.action_log import LogPage
    from bot.platforms.web.signed_in import Viewer

HERE: Final = Path(__file__).parent
TRY: Final = ("my", "rota", "meeting list", "action list", "help")
"""Commands that a newcomer may press instead of typing."""

SHOWN: Final = 200
"""Posts shown of a room, the newest."""

HAPPENED: Final = 20
"""Lines of what happened since the last move."""

_OF_MINUTES: Final = re.compile(rf"minutes (?:correct |file )?({REFERENCE.pattern})\b")

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True)
class View:
    """Who looks, at what. ``room`` is ``None`` for the mailbox. ``at`` is the post to which the focus goes."""

    directory: Directory
    person: Person
    room: Room | None
    at: int = 0
    letter: Mail | None = None

    @property
    def path(self) -> str:
        return place(self.person.account, self.room)

    @property
    def channel(self) -> Channel | None:
        found = self.room.name if self.room and self.room.kind == "channel" else None
        return next((one for one in self.directory.channels if one.name == found), None)


@dataclass(frozen=True)
class Now:
    """The demo's clock as it stands, and what happened since it was last moved."""

    instant: datetime
    zone: str
    moved: bool
    happened: tuple[Post | Mail, ...]


def place(account: str, room: Room | None) -> str:
    """The path of a room, or of the mailbox, as this account sees it."""
    mine = f"/as/{quote(account, safe='@')}"
    match room:
        case None:
            return f"{mine}/mail"
        case Room(kind="direct" | "home" as kind):
            return f"{mine}/{kind}"
        case Room(name=name):
            return f"{mine}/channel/{quote(name, safe='')}"


def chooser(directory: Directory, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """Everybody whom one may be, by administration and name, both alphabetical."""
    rows = [(_administration(post.administration, say), person) for person in directory.people for post in person.posts]
    rows += [(say("console-no-post"), person) for person in directory.people if not person.posts]
    ordered = sorted(dict.fromkeys(rows), key=lambda row: (row[0], row[1].name))
    return _page(
        "choose.html",
        now,
        say,
        hidden,
        back="/",
        bodies=[
            (name, [(person, _kinds(person, name, say)) for _, person in group])
            for name, group in groupby(ordered, key=lambda row: row[0])
        ],
        starts=[p for p in directory.people if any(post.kind == "secretariat" for post in p.posts)][:1],
        home=lambda person: home(directory, person),
    )


def home(directory: Directory, person: Person) -> str:
    """Where somebody starts: the first channel, else the direct messages; the mailbox for those who get e-mail."""
    if not person.linked:
        return place(person.account, None)
    channels = directory.channels_of(person)
    room = Room("channel", channels[0].name) if channels else Room("direct", person.account)
    return place(person.account, room)


def room(view: View, rooms: ChatRoom, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """A channel or the direct messages, with what to type below."""
    assert view.room is not None
    posts = rooms.seen_by(view.room, view.person.account)
    days = groupby(posts[-SHOWN:], key=lambda post: local(post.at, now.zone).date())
    return _page(
        "room.html",
        now,
        say,
        hidden,
        back=view.path,
        **_frame(view, rooms, say, now),
        days=[(say.day(day), [_post(post, view, now, say, hidden) for post in found]) for day, found in days],
        commands=TRY,
        at=view.at,
    )


def at_home(view: View, rooms: ChatRoom, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """Somebody's Home, as it was published last."""
    found = rooms.home(view.person.account)
    html = render(found.message, prefix="home", press=Press(view.path, hidden), level=1) if found else Markup()
    return _page("home.html", now, say, hidden, back=view.path, **_frame(view, rooms, say, now), html=html)


def minutes(
    view: View,
    seen: Seen,
    file: File | None,
    rooms: ChatRoom,
    now: Now,
    say: Voice,
    hidden: Mapping[str, str],
) -> str:
    """The live page of a meeting's minutes."""
    path = live(view.person.account, seen.reference)
    press = Press(path, hidden)
    match seen.answer:
        case None:
            answer = Markup()
        case Form() as form:
            answer = render_form(form, prefix="answer", press=press, level=2)
        case message:
            answer = render(message, prefix="answer", press=press, level=2)
    shown = render(seen.minutes, prefix="minutes", press=press if seen.found else None, level=2)
    around = {**_frame(view, rooms, say, now), "title": seen.minutes.title}
    return _page(
        "minutes.html", now, say, hidden, back=path, **around, path=path, answer=answer, minutes=shown, file=file
    )


def live(account: str, reference: str) -> str:
    """The path of that page, as this account sees it."""
    return f"/as/{quote(account, safe='@')}/minutes/{quote(reference, safe='')}"


def mailbox(view: View, rooms: ChatRoom, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """The mails of one person, or one of them when it is opened."""
    back = view.path if view.letter is None else f"{view.path}/{view.letter.id}"
    letter = None if view.letter is None else _letter(view.letter, now, say)
    mails = [_letter(mail, now, say) for mail in rooms.mails(view.person.account)]
    return _page(
        "mailbox.html", now, say, hidden, back=back, **_frame(view, rooms, say, now), mails=mails, letter=letter
    )


def missing(now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    return _page("missing.html", now, say, hidden, back="/", title=say("console-missing"))


def expired(now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """Said where a page is older than this run of the demo."""
    return _page("missing.html", now, say, hidden, back="/", title=say("console-expired"))


def letter_html(mail: EmailMessage) -> str:
    """The HTML part of an e-mail, as it would leave; its links open in a place of their own."""
    part = mail.get_body(("html",))
    page = str(part.get_content()) if part is not None else ""
    return page.replace("<head>", '<head>\n<base target="_blank">', 1)


def door(shown: Message | Form, *, say: Voice, action: str, press: str, below: Message | None) -> str:
    """The page behind a signed link: what it says, the one button that confirms, how things stand."""
    form = isinstance(shown, Form)
    body = (
        render_form(shown, prefix="page", press=Press(action, {}), level=1)
        if isinstance(shown, Form)
        else render(shown, prefix="page", level=1)
    )
    return _TEMPLATES.get_template("door.html").render(
        say=say,
        lang=say.language,
        title=shown.title,
        body=body,
        action=action,
        press="" if form else press,
        below=render(below, prefix="now", level=2) if below is not None else "",
    )


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are one, told in the same time either way."""
    return secrets.compare_digest(given.encode(), wanted.encode())


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


def no_action(*, say: Voice, viewer: Viewer, base: str, leave: bool) -> str:
    """There is none of that reference, or none that this person may know of."""
    body = Markup("<h1>{}</h1>").format(say("log-none"))
    return _signed("action.html", say("log-none"), say, viewer, base, leave, body=body, answer=Markup(), here=False)


def _signed(template: str, title: str, say: Voice, viewer: Viewer, base: str, leave: bool, **facts: Any) -> str:
    return _TEMPLATES.get_template(template).render(
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


def _page(template: str, now: Now, say: Voice, hidden: Mapping[str, str], **facts: Any) -> str:
    shown = local(now.instant, now.zone)
    return _TEMPLATES.get_template(template).render(
        say=say,
        Text=Text,
        hidden=hidden,
        lang=say.language,
        today=say.day(shown.date()),
        clock=say.time(shown.time()),
        iso=now.instant.isoformat(),
        moved=now.moved,
        **{"happened": [], "earlier": 0, **facts},
    )


def _frame(view: View, rooms: ChatRoom, say: Voice, now: Now) -> dict[str, Any]:
    """What stands around every view of one person: who it is, where one can go, what happened."""
    account = view.person.account
    places: list[Room | None] = [Room("channel", one.name) for one in view.directory.channels_of(view.person)]
    places = [Room("home", account), *places, Room("direct", account), None]
    happened = now.happened[-HAPPENED:]
    return {
        "view": view,
        "person": view.person,
        "posts": _posts(view.person, say),
        "people": sorted(view.directory.people, key=lambda person: person.name),
        "title": _name(view.room, say),
        "places": [
            *((place(account, one), _name(one, say), rooms.unread(one, account), one == view.room) for one in places),
            (f"/as/{quote(account, safe='@')}/log", say("log"), 0, False),
        ],
        "happened": [_line(one, view, now, say) for one in happened],
        "earlier": len(now.happened) - len(happened),
    }


def _name(room: Room | None, say: Voice) -> str:
    match room:
        case None:
            return say("console-mail")
        case Room(kind="direct"):
            return say("console-direct")
        case Room(kind="home"):
            return say("console-home")
        case Room(name=name):
            return f"#{name}"


def _post(post: Post, view: View, now: Now, say: Voice, hidden: Mapping[str, str]) -> dict[str, Any]:
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


def _letter(mail: Mail, now: Now, say: Voice) -> dict[str, Any]:
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


def _line(one: Post | Mail, view: View, now: Now, say: Voice) -> dict[str, Any]:
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


def _posts(person: Person, say: Voice) -> str:
    """``Scotland, lead``, for each post once."""
    worded = [
        say(f"console-post-{post.kind}", administration=_administration(post.administration, say))
        for post in person.posts
    ]
    return "; ".join(dict.fromkeys(worded))


def _kinds(person: Person, body: str, say: Voice) -> str:
    """The kinds of post that the person holds there: ``Lead``."""
    kinds = [post.kind for post in person.posts if _administration(post.administration, say) == body]
    return ", ".join(say(f"console-kind-{kind}") for kind in dict.fromkeys(kinds))


def _administration(name: str, say: Voice) -> str:
    return name or say("console-secretariat")
