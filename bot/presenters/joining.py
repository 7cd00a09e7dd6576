"""Joining in words: the invitation, the page that it opens, codes by mail, and where somebody stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.dates import local
from bot.domain.joining import Invited, Joined, Standing
from bot.domain.people import Membership, Official
from bot.messages.model import Block, Fact, Facts, Line, Link, Message, Paragraph, Strong, Text
from bot.presenters.people import posts_named
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def invited(found: Invited, url: str, words: Words) -> Message:
    """The one mail that a new official gets: who, which group, which post, what comes next, and the link to join."""
    where, group = found.standing, Text(found.standing.group.name)
    posts = posts_named(where.posts, words)
    by = words.paragraph("invitation-by", name=Text(found.by), group=group, posts=posts)
    nobody = words.paragraph("invitation-by-nobody", group=group, posts=posts)
    blocks: list[Block] = [by if found.by else nobody, Facts(_ahead(where, words))]
    if url:
        day = words.day(local(found.expires_at, where.group.zone).date())
        blocks += [
            Paragraph((Link(words("invitation-link"), url),)),
            words.note("invitation-link-why", day=day),
        ]
    else:
        blocks.append(words.paragraph("invitation-no-link", address=Text(found.official.email or "")))
    blocks.append(words.note("invitation-what"))
    if found.by:
        blocks.append(words.note("invitation-mistake", name=Text(found.by)))
    return Message(
        words("invitation-title", group=group, what=_what(where.posts, words)), tuple(blocks), words.language
    )


def invited_again(official: Official, words: Words) -> Message:
    return Message(words("invited-again", name=Text(official.name)), (), words.language)


def asked_to_join(found: Invited, words: Words) -> Message:
    """What the invitation's page says before anything is pressed; joined already, how things stand."""
    group, name = Text(found.standing.group.name), Text(found.official.name)
    if found.joined:
        return Message(words("join-already", name=name), (_stands(found.standing, words),), words.language)
    who = words.paragraph("join-who", name=name, posts=posts_named(found.standing.posts, words))
    blocks = (who, Facts(_ahead(found.standing, words)), words.paragraph("join-confirm"))
    return Message(words("join-title", group=group), blocks, words.language)


def joined(found: Joined, prefix: str, words: Words) -> Message:
    """Where the official stands, and the code for a chat account while it may be shown."""
    blocks = _everywhere(found.standing, words)
    if found.code:
        blocks.append(words.paragraph("joined-code", minutes=found.minutes))
        blocks.append(Paragraph((Strong(f"{prefix} me link {found.code}"),)))
        blocks.append(words.note("joined-mail"))
    else:
        blocks.append(words.note("joined-another", address=Text(found.official.email or "")))
    return Message(words("joined-title", name=Text(found.official.name)), tuple(blocks), words.language)


def linked(official: Official, found: Sequence[Standing], words: Words) -> Message:
    """The account is the official's from now on, and this is where they stand."""
    title = words("me-linked", name=Text(official.name))
    return Message(title, (*_everywhere(found, words), words.note("me-linked-next")), words.language)


def dead(words: Words) -> Message:
    """The one answer to every link that doesn't serve."""
    return Message(words("link-dead"), (words.paragraph("link-dead-why"),), words.language)


def code_on_its_way(address: str, words: Words) -> Message:
    """The one answer to whoever asks for a code by mail, whoever the address belongs to."""
    return Message(
        words("code-on-its-way", address=Text(address)), (words.note("code-on-its-way-next"),), words.language
    )


def code(official: Official, code: str, until: datetime, words: Words) -> Message:
    """The mail that holds a code."""
    time = words.time(local(until, official.zone).time())
    blocks = (
        words.paragraph("code-mail-how", typed=Strong(f"me link {code}")),
        words.paragraph("code-mail-until", time=time, zone=official.zone),
        words.note("code-mail-mistake"),
    )
    return Message(words("code-mail"), blocks, words.language)


def pressing(name: str, command: str, words: Words) -> Message:
    """What a button's page says before it is confirmed: what the command does, and the command itself."""
    spoken = command.split()
    keys = ("-".join(["help", *spoken[:length]]).lower() for length in (3, 2, 1))
    does = next((words.paragraph(key) for key in keys if words.has(key)), None)
    block = words.note("press-command", command=Strong(command))
    return Message(words("press-title", name=Text(name)), (*((does,) if does else ()), block), words.language)


def _everywhere(found: Sequence[Standing], words: Words) -> list[Block]:
    """One sentence for one group, else one for each under its name."""
    if not found:
        return [words.paragraph("standing-no-group")]
    if len(found) == 1:
        return [_stands(found[0], words)]
    return [Facts(tuple(Fact(one.group.name, _sentence(one, words)) for one in found))]


def _stands(found: Standing, words: Words) -> Paragraph:
    return Paragraph(_sentence(found, words))


def _sentence(found: Standing, words: Words) -> Line:
    """``You're Scotland's lead. Next meeting …; you chair …. Nothing waits on you.``"""
    chairs = found.chairs
    who = "you" if found.leads else "seat"
    now = chairs is not None and chairs.day == found.next_on
    return words.line(
        "standing",
        what=_what(found.posts, words),
        meeting="some" if found.next_on else "none",
        next=words.day(found.next_on) if found.next_on else "",
        chair="none" if chairs is None else f"{who}-now" if now else who,
        day=words.day(chairs.day) if chairs is not None and chairs.day is not None else "",
        seat=seat_name(chairs.chair, words) if chairs is not None else "",
        waiting=found.waiting,
    )


def _what(posts: Sequence[Membership], words: Words) -> str:
    """``Scotland's lead and a member for Wales``."""
    return words.listed(words(f"standing-{one.post.value}", seat=seat_name(one.seat, words)) for one in posts)


def _ahead(found: Standing, words: Words) -> tuple[Fact, ...]:
    """What the group is for, when it meets next, and when one chairs."""
    facts: list[Fact] = []
    if found.group.purpose:
        facts.append(words.fact("invitation-purpose", (Text(found.group.purpose),)))
    none = words("invitation-none-planned")
    facts.append(words.fact("invitation-next", words.day(found.next_on) if found.next_on else none))
    if found.chairs is not None and found.chairs.day is not None:
        seat = seat_name(found.chairs.chair, words)
        label = words("invitation-chair", mine="yes" if found.leads else "no", seat=seat)
        facts.append(Fact(label, (Text(words.day(found.chairs.day)),)))
    return tuple(facts)
