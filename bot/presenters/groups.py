"""Working groups in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.groups import Closed, Created, Edited, Group, LinkedChannel, LinkedList, Shown
from bot.domain.people import Marking, Membership
from bot.domain.rotation import Turn
from bot.language import spoken
from bot.messages.model import Block, Fact, Facts, Form, Line, Message, Note, Paragraph, Text, buttons
from bot.presenters.people import posts_named
from bot.presenters.preferences import language_named, languages
from bot.presenters.seats import names, seat_name
from bot.presenters.speech import Words

FREE_TEXT = ("purpose", "terms", "themes")
"""What a sensitive group keeps out of its channels."""


def created(found: Created, by: str, words: Words) -> Message:
    """A group was set up: its rota order, the first turns, and what to do next."""
    group = found.group
    blocks: list[Block] = [
        words.paragraph("group-created-seats", seats=names(found.seats, words)),
        words.paragraph("group-created-secretariat", name=Text(by)),
    ]
    if found.turns:
        blocks.append(Facts(tuple(Fact(_day(turn, words), _turn(turn, words)) for turn in found.turns)))
    if found.linked:
        blocks.append(words.note("group-created-linked"))
    if found.occupied:
        blocks.append(words.note("group-created-occupied"))
    offered = [words.button("group-button-people", f"member add group:{group.slug}")]
    if not found.turns:
        offered.append(words.button("group-button-series", f"meeting series group:{group.slug}"))
    title = words("group-created", group=Text(group.name), slug=group.slug)
    return Message(
        title, (*blocks, words.note("group-created-next", slug=group.slug), *buttons(offered)), words.language
    )


def preview(found: Created, given: Sequence[tuple[str, str]], words: Words) -> Form:
    """What a group would be like, before it is there: its order, its first meetings with chair and host. The form
    asks nothing more; it carries the whole command."""
    group = found.group
    blocks: list[Block] = [words.paragraph("group-preview-seats", seats=names(found.seats, words))]
    if found.turns:
        blocks.append(Facts(tuple(Fact(_day(turn, words), _turn(turn, words)) for turn in found.turns)))
    else:
        blocks.append(words.paragraph("group-preview-no-meetings"))
    blocks.append(words.note("group-preview-nothing-yet"))
    return Form(
        title=words("group-preview", group=Text(group.name), slug=group.slug),
        command=spoken("group new", given),
        fields=(),
        submit=words("group-preview-create"),
        cancel=words("cancel"),
        blocks=tuple(blocks),
        language=words.language,
    )


def shown(found: Shown, words: Words) -> Message:
    """Everything that its members may know of a group."""
    group = found.group
    secretariat = words.listed(official.name for official in found.secretariat)
    facts = [
        *_told(group, words, ("purpose", "kind")),
        words.fact("label-seats", names(found.seats, words)),
        words.fact("members-secretariat", secretariat),
        words.fact("group-next", _next(found.next_turn, group, words)),
        *_told(group, words, ("terms", "themes", "marking", "review_on", "closed_on")),
        *(_told(group, words, ("language",)) if len(languages()) > 1 else ()),
        words.fact("label-notices", words("group-notices", days=_days(group, words))),
        words.fact("label-tz", group.zone),
        words.fact("group-channels", _channels(found.channels, words)),
        *([words.fact("group-lists", words.listed(_list(one, words) for one in found.lists))] if found.lists else []),
    ]
    return Message(
        words("group-title", group=Text(group.name), slug=group.slug), (Facts(tuple(facts)),), words.language
    )


def listed(found: Sequence[tuple[Group, tuple[Membership, ...]]], words: Words) -> Message:
    """The person's groups, by short name."""
    facts = tuple(
        Fact(words("group-in-list", group=Text(group.name), slug=group.slug), (Text(posts_named(posts, words)),))
        for group, posts in found
    )
    return Message(words("groups-title", count=len(facts)), (Facts(facts),) if facts else (), words.language)


def edited(found: Edited, words: Words, *, public: bool) -> Message:
    """What is true of the group now. In public a sensitive group's free text is left out."""
    group = found.group
    hidden = FREE_TEXT if public and group.marking is Marking.SENSITIVE else ()
    facts = _told(group, words, [key for key in found.changed if key not in hidden], empty=words("group-nothing-said"))
    kept = tuple(words(f"label-{key}") for key in found.changed if key in hidden)
    blocks: list[Block] = [Facts(tuple(facts))] if facts else []
    if kept:
        blocks.append(words.note("group-edited-hidden", what=words.listed(kept)))
    title = words("group-edited", group=Text(group.name))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def closed(found: Closed, words: Words) -> Message:
    """A group has ended."""
    group = found.group
    title = words("group-closed", group=Text(group.name), reason=Text(found.reason))
    blocks: list[Paragraph | Note] = []
    if found.actions or found.meetings:
        blocks.append(words.paragraph("group-closed-open", actions=found.actions, meetings=found.meetings))
    return Message(title, (*blocks, words.note("group-closed-record", slug=group.slug)), words.language)


def linked(channel: LinkedChannel, group: Group, by: str, words: Words) -> Message:
    """A channel speaks for the group; who may read there."""
    listed = channel.platform == "email"
    title = words("group-linked-list" if listed else "group-linked", group=Text(group.name), name=Text(by))
    note = [] if listed else [words.note("group-linked-readers", readers=channel.readers)]
    spoken = [words.note("group-linked-language", language=language_named(channel.language, words))]
    return Message(
        title, (*note, *(spoken if channel.language else []), *buttons([words.button("undo", "undo")])), words.language
    )


def unlinked(group: Group, by: str, words: Words) -> Message:
    """A channel no longer speaks for the group."""
    title = words("group-unlinked", group=Text(group.name), name=Text(by))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def _told(group: Group, words: Words, keys: Sequence[str], *, empty: str = "") -> list[Fact]:
    """Facts of the group by name; those that say nothing are ``empty``, or left out where that is empty too."""
    values = {
        "name": group.name,
        "purpose": group.purpose,
        "kind": words(f"kind-{group.kind.value.replace(' ', '-')}"),
        "terms": group.terms,
        "themes": ", ".join(group.themes),
        "marking": group.marking.value if group.marking is Marking.SENSITIVE or empty else "",
        "zone": group.zone,
        "language": language_named(group.language, words),
        "notice_days": words("group-notices", days=_days(group, words)),
        "review_on": words.day(group.review_on) if group.review_on else "",
        "closed_on": words.day(group.closed_on) if group.closed_on else "",
    }
    labels = {
        "language": "me-language",
        "zone": "label-tz",
        "notice_days": "label-notices",
        "review_on": "label-review",
        "closed_on": "group-ended",
    }
    told = {key: values[key] or empty for key in keys}
    return [words.fact(labels.get(key, f"label-{key}"), value) for key, value in told.items() if value]


def _days(group: Group, words: Words) -> str:
    return words.listed(str(days) for days in group.notice_days)


def _day(turn: Turn, words: Words) -> str:
    return words.day(turn.day) if turn.day is not None else words("group-undated")


def _turn(turn: Turn, words: Words) -> Line:
    if turn.host is None or turn.host == turn.chair:
        return words.line("group-turn-chair", chair=seat_name(turn.chair, words), both="yes" if turn.host else "no")
    return words.line("group-turn", chair=seat_name(turn.chair, words), host=seat_name(turn.host, words))


def _next(turn: Turn | None, group: Group, words: Words) -> Line:
    if turn is None or turn.number is None:
        return words.line("group-no-meeting")
    return (
        *words.line("group-next-meeting", reference=group.meeting(turn.number), day=_day(turn, words)),
        *_turn(turn, words),
    )


def _channels(channels: Sequence[LinkedChannel], words: Words) -> str:
    count = words("group-channel-count", count=len(channels))
    everybody = sum(1 for channel in channels if channel.readers == "channel")
    if not channels:
        return count
    if everybody in (0, len(channels)):
        said = words("group-channels-all" if everybody else "group-channels-none", count=count)
    else:
        said = words("group-channels-some", count=count, everybody=everybody)
    spoken = [channel.language for channel in channels if channel.language]
    return words("group-channels-spoken", channels=said, languages=_languages(spoken, words)) if spoken else said


def _list(one: LinkedList, words: Words) -> str:
    language = language_named(one.language, words) if one.language else "none"
    return words("group-list", address=Text(one.address), language=language, agreed="yes" if one.agreed else "no")


def _languages(spoken: Sequence[str], words: Words) -> str:
    """``one in Cymraeg and two in Gaeilge``: those with a language of their own, in the order in which they came."""
    return words.listed(
        words("group-channels-language", count=spoken.count(tag), language=language_named(tag, words))
        for tag in dict.fromkeys(spoken)
    )
