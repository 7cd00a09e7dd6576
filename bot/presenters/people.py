"""People in words: names, posts, and who somebody is here."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.members import Myself
from bot.domain.people import Account, Membership, Official, Post
from bot.messages.model import Block, Fact, Facts, Handle, Mention, Message, Text, buttons
from bot.presenters import preferences
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def mention(official: Official) -> Mention:
    """The official by name, with the handles by which a platform can call them."""
    handles = tuple(Handle(a.platform, a.workspace, a.account) for a in official.accounts)
    return Mention(official.name, handles)


def post_name(post: Post, seat: str | None, words: Words) -> str:
    """``lead for Scotland``; ``secretariat``."""
    if seat is None:
        return words(f"post-{post.value}")
    return words("post-at-seat", post=words(f"post-{post.value}"), seat=seat_name(seat, words))


def posts_named(memberships: Iterable[Membership], words: Words) -> str:
    """All posts of somebody in a group: ``lead for Scotland and member for Wales``."""
    return words.listed(post_name(m.post, m.seat, words) for m in memberships)


def myself(me: Myself, words: Words) -> Message:
    """Who the person is here."""
    official = me.official
    facts = [
        words.fact("label-name", official.name),
        words.fact("me-address", official.email or words("me-no-address")),
        words.fact("me-accounts", _accounts(official.accounts, words)),
        *preferences.facts(me.preferences, words),
    ]
    facts += [Fact(group.name, (Text(posts_named(posts, words)),)) for group, posts in me.groups]
    blocks: list[Block] = [Facts(tuple(facts))]
    notes = [words.note("me-operator")] if me.operator else []
    none = [] if me.groups else [words.note("me-no-groups")]
    offered = buttons(preferences.offered(me.preferences, words))
    return Message(words("me-title", name=Text(official.name)), (*blocks, *none, *notes, *offered), words.language)


def code_refused(words: Words) -> Message:
    """The one answer to every code that doesn't serve."""
    return Message(words("me-code-refused"), (words.note("me-code-refused-next"),), words.language)


def _accounts(accounts: Iterable[Account], words: Words) -> str:
    named = [
        words("me-account", platform=words(_platform(a.platform, words)), account=Text(a.account)) for a in accounts
    ]
    return words.listed(named) or words("me-no-accounts")


def _platform(platform: str, words: Words) -> str:
    key = f"platform-{platform}"
    return key if words.has(key) else "platform-other"
