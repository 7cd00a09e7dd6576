"""The console's pages: what each template is given, worded in the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from bot.domain.dates import local
from bot.messages.html import Press, render, render_form
from bot.messages.model import Form, Text
from bot.platforms.web import posts
from bot.platforms.web.facts import Directory, Person, Voice
from bot.platforms.web.files import File
from bot.platforms.web.jinja import TEMPLATES
from bot.platforms.web.looking import Now, View, live, place
from bot.platforms.web.recording import Seen
from bot.platforms.web.rooms import ChatRoom, Room

TRY: Final = ("my", "rota", "meeting list", "action list", "help")
"""Commands that a newcomer may press instead of typing."""

SHOWN: Final = 200
"""Posts shown of a room, the newest."""

HAPPENED: Final = 20
"""Lines of what happened since the last move."""


def chooser(directory: Directory, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """Everybody whom one may be, by administration and name, both alphabetical; then who reads the lists."""
    rows = [(_administration(post.administration, say), person) for person in directory.people for post in person.posts]
    rows += [(say("console-no-post"), person) for person in directory.people if not (person.posts or person.lists)]
    ordered = sorted(dict.fromkeys(rows), key=lambda row: (row[0], row[1].name))
    ordered += [(say("console-lists"), person) for person in directory.people if person.lists]
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
    seen = rooms.seen_by(view.room, view.person.account)
    days = groupby(seen[-SHOWN:], key=lambda post: local(post.at, now.zone).date())
    return _page(
        "room.html",
        now,
        say,
        hidden,
        back=view.path,
        **_frame(view, rooms, say, now),
        days=[(say.day(day), [posts.shown(post, view, now, say, hidden) for post in found]) for day, found in days],
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


def mailbox(view: View, rooms: ChatRoom, now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """The mails of one person, or one of them when it is opened."""
    back = view.path if view.letter is None else f"{view.path}/{view.letter.id}"
    letter = None if view.letter is None else posts.letter(view.letter, now, say)
    mails = [posts.letter(mail, now, say) for mail in rooms.mails(view.person.account)]
    return _page(
        "mailbox.html", now, say, hidden, back=back, **_frame(view, rooms, say, now), mails=mails, letter=letter
    )


def missing(now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    return _page("missing.html", now, say, hidden, back="/", title=say("console-missing"))


def expired(now: Now, say: Voice, hidden: Mapping[str, str]) -> str:
    """Said where a page is older than this run of the demo."""
    return _page("missing.html", now, say, hidden, back="/", title=say("console-expired"))


def _page(template: str, now: Now, say: Voice, hidden: Mapping[str, str], **facts: Any) -> str:
    shown = local(now.instant, now.zone)
    return TEMPLATES.get_template(template).render(
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
    channels = [Room("channel", one.name) for one in view.directory.channels_of(view.person)]
    mine = (Room("home", account), *channels, Room("direct", account)) if not view.person.lists else ()
    places: tuple[Room | None, ...] = (*mine, None)
    log = (f"/as/{quote(account, safe='@')}/log", say("log"), 0, False)
    happened = now.happened[-HAPPENED:]
    return {
        "view": view,
        "person": view.person,
        "posts": _posts(view.person, say),
        "people": sorted(view.directory.people, key=lambda person: person.name),
        "title": _name(view.room, say),
        "places": [
            *((place(account, one), _name(one, say), rooms.unread(one, account), one == view.room) for one in places),
            *((log,) if mine else ()),
        ],
        "happened": [posts.line(one, view, now, say) for one in happened],
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


def _posts(person: Person, say: Voice) -> str:
    """``Scotland, lead``, for each post once; of a list, whose it is."""
    if person.lists:
        return say("console-list-of", groups=", ".join(person.lists))
    worded = [
        say(f"console-post-{post.kind}", administration=_administration(post.administration, say))
        for post in person.posts
    ]
    return "; ".join(dict.fromkeys(worded))


def _kinds(person: Person, body: str, say: Voice) -> str:
    """The kinds of post that the person holds there: ``Lead``; of a list, whose it is."""
    if person.lists:
        return say("console-list-of", groups=", ".join(person.lists))
    kinds = [post.kind for post in person.posts if _administration(post.administration, say) == body]
    return ", ".join(say(f"console-kind-{kind}") for kind in dict.fromkeys(kinds))


def _administration(name: str, say: Voice) -> str:
    return name or say("console-secretariat")
