"""Who asks, and which group they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.arguments import Argument, Given
from bot.commands import Command, Invocation
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group, GroupHasEnded, NoSuchGroup, OfAnotherGroup
from bot.domain.people import Account, Official, Standing
from bot.domain.permissions import Right
from bot.language import Token
from bot.matching import Matched
from bot.services.channels import EVERYBODY

REFERENCES = frozenset({"meeting", "turn", "action", "poll", "item", "decision"})
"""Kinds of arguments whose whole references name a group."""

_REFERENCE = re.compile(r"(?P<slug>[A-Za-z][A-Za-z0-9-]*)-[MDPAT]?\d+")


def official_of(uow: UnitOfWork, invocation: Invocation) -> Official | None:
    """The official whom the face has signed in, or who is behind the address that it vouches for, or else behind the
    account."""
    if invocation.official_id is not None:
        return uow.people.by_id(invocation.official_id)
    if invocation.address is not None:
        return uow.people.by_email(invocation.address)
    return uow.people.by_account(*invocation.who)


def group_named(matched: Matched, declared: Sequence[Argument]) -> tuple[str | None, tuple[Token, ...]]:
    """The group that the words themselves name: ``group:vawg``, or a whole reference such as ``VAWG-M7``."""
    named: str | None = None
    rest: list[Token] = []
    takes_group = any(argument.name == "group" for argument in declared)
    for token in matched.rest:
        if token.option == "group" and not takes_group:
            named = token.text.strip().lower()
            continue
        rest.append(token)
    if named is None:
        found = next(filter(None, map(_REFERENCE.fullmatch, _references(rest, declared))), None)
        named = found["slug"].lower() if found else None
    return named, tuple(rest)


def _references(rest: Sequence[Token], declared: Sequence[Argument]) -> Iterator[str]:
    """What stands where a meeting or an action is read. A text may speak of COVID-19, and means no group."""
    bare = (token.text for token in rest if token.option is None)
    keyed = {token.option: token.text for token in rest if token.option is not None}
    for argument in declared:
        if argument.ask in REFERENCES and argument.name in keyed:
            yield keyed[argument.name]
    for argument in declared:
        if not argument.positional or argument.name in keyed:
            continue
        if argument.rest:
            return
        text = next(bare, "")
        if argument.ask in REFERENCES:
            yield text


def only_its_own(given: Mapping[str, Given], declared: Sequence[Argument], group: Group) -> None:
    """A whole reference is one of this group: ``VAWG-7`` is never taken for the seventh of another. Raises
    ``OfAnotherGroup``."""
    for argument in declared:
        if argument.ask not in REFERENCES or argument.name not in given:
            continue
        found = _REFERENCE.fullmatch(given[argument.name].text.strip())
        if found and found["slug"].lower() != group.slug:
            raise OfAnotherGroup(found[0].upper(), group.slug)


def standing_of(uow: UnitOfWork, invocation: Invocation) -> Standing:
    """The same official, with all that they hold, by one question where the account decides."""
    if invocation.official_id is None and invocation.address is None:
        return uow.people.standing(Account(*invocation.who), invocation.place)
    official = official_of(uow, invocation)
    return uow.people.standing(official.id, invocation.place) if official is not None else Standing()


def group_of(
    uow: UnitOfWork, standing: Standing, invocation: Invocation, named: str | None, command: Command
) -> Group | None:
    """The group in question: named, or the channel's, or the only one.

    Whoever holds no post may still read along in a channel that allows it. A group that has ended is named, and read
    only: else ``GroupHasEnded``. Raises ``NoSuchGroup``: the same answer for a group that doesn't exist and for one
    that the person isn't in.
    """
    mine = standing.groups()
    named = named or invocation.fields.get("group", "").strip().lower() or None
    if named is not None and named in mine:
        return uow.groups.by_id(mine[named])
    here = _group_here(uow, invocation, standing, reading=command.requires is Right.READ)
    if named is not None:
        return here if here is not None and here.slug == named else _ended(uow, standing, named, command)
    if here is not None or len(mine) != 1:
        return here
    return uow.groups.by_id(*mine.values())


def _ended(uow: UnitOfWork, standing: Standing, named: str, command: Command) -> Group:
    ended = standing.groups(ended=True)
    found = uow.groups.by_id(ended[named]) if named in ended else None
    if found is None or found.closed_on is None:
        raise NoSuchGroup(named)
    if command.changes:
        raise GroupHasEnded(found.name, found.closed_on)
    return found


def _group_here(uow: UnitOfWork, invocation: Invocation, standing: Standing, *, reading: bool) -> Group | None:
    """The group that the channel speaks for, if the person may know of it."""
    if invocation.place is None or (standing.official is not None and standing.linked is None):
        return None
    if standing.linked is not None and standing.linked in standing.groups().values():
        return uow.groups.by_id(standing.linked)
    linked, place = uow.groups.linked_to(*invocation.place), uow.groups.place(*invocation.place)
    if linked is None or place is None:
        return None
    return linked if reading and linked.closed_on is None and place.readers == EVERYBODY else None
