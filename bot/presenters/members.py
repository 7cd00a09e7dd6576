"""Who holds which post, in words. Seats stand in alphabetical order, never of rank."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.dates import local
from bot.domain.groups import Group, Seat
from bot.domain.members import Added, Holding, Removed
from bot.domain.people import Official, Post
from bot.messages.model import Block, Fact, Facts, Line, Message, Text, buttons
from bot.presenters.people import post_name
from bot.presenters.seats import behind, called
from bot.presenters.speech import Words


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
    elif found.needs_code or (found.holding.official is not None and not found.holding.official.accounts):
        blocks.append(words.note("member-needs-code"))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


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
