"""Who holds which post, in words. Seats stand in alphabetical order, never of rank."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.dates import local
from bot.domain.groups import Group, Seat
from bot.domain.members import Added, AddedTogether, Holding, Refused, Removed
from bot.domain.people import Official, Post
from bot.messages.characters import clipped, one_line
from bot.messages.model import Block, Fact, Facts, Line, Message, Table, Text, buttons, text
from bot.presenters.people import post_name
from bot.presenters.refusals import refused
from bot.presenters.seats import behind, called
from bot.presenters.speech import Words

MOST_SHOWN = 60
"""Characters shown of a line that can't be used."""

MOST_PROBLEMS = 10


def added(found: Added, words: Words) -> Message:
    """Somebody took up a post; how they can reach Convenor."""
    name = _name(found.holding)
    post = post_name(found.holding.post, found.holding.seat, words)
    title = words("member-added", name=Text(name), post=post, group=Text(found.group.name))
    blocks: list[Block] = []
    if found.beside:
        beside = words.listed(official.name for official in found.beside)
        blocks.append(words.paragraph("member-beside", names=Text(beside)))
    if found.tied:
        blocks.append(words.note("member-tied"))
    elif found.invited:
        blocks.append(words.note("member-invited"))
    elif found.needs_code or (found.holding.official is not None and not found.holding.official.accounts):
        blocks.append(words.note("member-needs-code"))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def added_together(found: AddedTogether, words: Words) -> Message:
    """Several people took up posts: each with the post, and how many of them get an invitation."""
    rows = tuple(
        (text(_name(one.holding)), text(post_name(one.holding.post, one.holding.seat, words))) for one in found.people
    )
    table = Table((words("column-person"), words("label-as")), rows, caption=words("members-added-caption"))
    invited = {one.holding.official.id for one in found.people if one.invited and one.holding.official is not None}
    notes = (words.note("members-invited", count=len(invited)),) if invited else ()
    title = words("members-added", group=Text(found.group.name), count=len(found.people))
    return Message(title, (table, *notes, *buttons([words.button("undo", "undo")])), words.language)


def rows_refused(found: Sequence[Refused], count: int, words: Words) -> Message:
    """Nobody was added: which lines can't be used, and why."""
    columns = (words("column-line"), words("column-pasted"), words("column-why"))
    rows = tuple(
        (text(str(one.line)), text(clipped(one_line(one.text), MOST_SHOWN)), text(refused(one.why, words).title))
        for one in found
    )
    title = words("members-none-added", count=len(found), of=count)
    table = Table(columns, rows, caption=words("members-refused-caption"))
    return Message(title, (table, words.note("members-none-added-next")), words.language)


def problems(found: Sequence[Refused], words: Words) -> str:
    """The same as sentences, for beside a field."""
    return " ".join(
        words("members-problem", line=one.line, why=Text(refused(one.why, words).title))
        for one in found[:MOST_PROBLEMS]
    )


def removed(found: Removed, words: Words, *, public: bool) -> Message:
    """Somebody gave up posts; what stays with them. In public only by reference."""
    posts = words.listed(post_name(h.post, h.seat, words) for h in found.posts)
    title = words("member-removed", name=Text(found.official.name), posts=posts, group=Text(found.group.name))
    gone = (words.paragraph("member-gone"),) if found.gone else ()
    blocks = (*gone, *behind(found.actions, words, public=public), *buttons([words.button("undo", "undo")]))
    return Message(title, blocks, words.language)


def listed(seats: Sequence[Seat], holdings: Sequence[Holding], group: Group, words: Words) -> Message:
    """Everybody in the group by seat, vacant posts too."""
    by_name = sorted(seats, key=lambda seat: called(seat, words))
    facts = [Fact(called(seat, words), _posts(_at(holdings, seat.code), group, words)) for seat in by_name]
    facts.append(Fact(words("members-secretariat"), _names(_at(holdings, None), words)))
    people = {h.official.id for h in holdings if h.official is not None}
    title = words("members-title", group=Text(group.name), count=len(people))
    return Message(title, (Facts(tuple(facts)),), words.language)


def mine(holdings: Sequence[Holding], group: Group, words: Words) -> Message:
    """The person's own posts in the group."""
    facts = tuple(
        Fact(post_name(h.post, h.seat, words), (Text(words("member-since", day=_since(h, group, words))),))
        for h in holdings
    )
    return Message(words("member-mine", group=Text(group.name), count=len(facts)), (Facts(facts),), words.language)


def _at(holdings: Sequence[Holding], seat: str | None) -> list[Holding]:
    order = list(Post)
    return sorted((h for h in holdings if h.seat == seat), key=lambda h: (order.index(h.post), h.post_id))


def _posts(holdings: Sequence[Holding], group: Group, words: Words) -> Line:
    if not holdings:
        return (Text(words("members-nobody")),)
    parts = [words("members-post", post=words(f"post-{h.post.value}"), who=_who(h, group, words)) for h in holdings]
    return (Text("; ".join(parts)),)


def _names(holdings: Sequence[Holding], words: Words) -> Line:
    return (Text(words.listed(h.official.name for h in holdings if h.official is not None)),)


def _who(holding: Holding, group: Group, words: Words) -> Text:
    if holding.official is not None:
        return Text(holding.official.name)
    return Text(words("members-vacant", day=_since(holding, group, words)))


def _since(holding: Holding, group: Group, words: Words) -> str:
    return words.day(local(holding.since, group.zone).date()) if holding.since is not None else ""


def _name(holding: Holding) -> str:
    official: Official | None = holding.official
    return official.name if official is not None else ""
