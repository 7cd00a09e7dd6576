"""Finding who somebody is, whom they mean, and who is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.errors import Ambiguous, DomainError
from bot.domain.members import AddressNeeded, AddressOfSomebodyElse, Myself, ToAdd, address, looks_like_address
from bot.domain.people import Account, Actor, Official, PersonName


@dataclass(eq=False)
class NoSuchPerson(DomainError):
    """Nobody in the group fits what was typed."""

    asked: str


@dataclass(eq=False)
class SeveralPeople(Ambiguous):
    """A name that fits several people of the group; the candidates are what to say instead."""


@dataclass(frozen=True)
class Identified:
    """Somebody who is to have a post. ``tie`` is the account's tie that the mention made; ``needs_code`` says
    that the account stays untied until the official sends a code."""

    official: Official
    tie: int | None = None
    needs_code: bool = False


def actor(uow: UnitOfWork, official: Official, *, group_id: int | None, operators: Collection[str]) -> Actor:
    """The official as one who acts, with the posts held now in the group."""
    return Actor(
        official_id=official.id,
        name=official.name,
        email=official.email,
        language=official.language,
        zone=official.zone,
        operator=official.email is not None and official.email in operators,
        memberships=uow.people.memberships(official.id, group_id) if group_id is not None else (),
    )


def ensure_operator(uow: UnitOfWork, *, address: str, now: datetime) -> None:
    """An operator without a row gets one, named after the address until somebody names them."""
    if uow.people.by_email(address) is None:
        uow.people.create(name=_name_from(address), email=address, now=now)


def find(uow: UnitOfWork, *, group_id: int, name: PersonName, platform: str, workspace: str) -> Official:
    """The one person of the group who is meant: by mention, by address, or by a name that fits only one.

    Raises ``NoSuchPerson`` or ``SeveralPeople``. Somebody outside the group is nobody here.
    """
    people = uow.people.of_group(group_id)
    account = name.meant(platform, workspace)
    if account is not None:
        found = [p for p in people if account in p.accounts] or _from_elsewhere(people, account, name)
    else:
        found = fitting(people, name.text)
    if not found:
        raise NoSuchPerson(name.text)
    if len(found) > 1:
        raise SeveralPeople(asked=name.text, candidates=tuple(p.email or p.name for p in found))
    return found[0]


def _from_elsewhere(people: Collection[Official], account: Account, name: PersonName) -> list[Official]:
    """Those of the group who have an account with that id in another workspace, where nobody could tell whose it is."""
    if name.placed:
        return []
    known = (account.platform, account.account)
    return [p for p in people if known in {(a.platform, a.account) for a in p.accounts}]


def fitting(people: Collection[Official], text: str) -> list[Official]:
    """Those whom a typed name may mean: whole address or whole name first, else each typed word begins one."""
    asked = text.strip().lstrip("@").casefold()
    whole = [p for p in people if asked in ((p.email or "").casefold(), p.name.casefold())]
    if whole or not asked:
        return whole
    words = asked.split()
    return [
        person
        for person in people
        if all(any(part.startswith(word) for part in person.name.casefold().split()) for word in words)
    ]


def identify(
    uow: UnitOfWork,
    *,
    group_id: int,
    who: ToAdd,
    platform: str,
    workspace: str,
    now: datetime,
) -> Identified:
    """Whom the secretariat means, who may be new: by mention, by address, or by a name known in the group.

    A name that nobody of the group has raises ``AddressNeeded``: people of other groups are not
    revealed. Also raises ``NotAnAddress``, ``AddressOfSomebodyElse`` or ``SeveralPeople``.
    """
    name, called = who.person, who.called
    beside = address(who.email) if who.email else None
    account = name.meant(platform, workspace)
    if account is not None:
        account = _as_known(uow, group_id, account, name)
        return _mentioned(uow, group_id, account, called or name.text.lstrip("@"), beside, now)
    if looks_like_address(name.text):
        typed = address(name.text)
        if beside not in (None, typed):
            raise AddressOfSomebodyElse
        return Identified(_addressed(uow, group_id, typed, called, now))
    if beside is not None:
        return Identified(_addressed(uow, group_id, beside, called or name.text.lstrip("@"), now))
    try:
        return Identified(find(uow, group_id=group_id, name=name, platform=platform, workspace=workspace))
    except NoSuchPerson:
        raise AddressNeeded(name.text) from None


def myself(uow: UnitOfWork, *, by: Actor) -> Myself:
    """Who the actor is here, in all groups that have not ended."""
    official = uow.people.by_id(by.official_id) if by.official_id is not None else None
    if official is None:
        raise LookupError("only an official can be asked about")
    groups = uow.groups.of(official.id)
    return Myself(
        official=official,
        operator=by.operator,
        groups=tuple((group, uow.people.memberships(official.id, group.id)) for group in groups),
        preferences=uow.people.preferences(official.id),
    )


def _addressed(uow: UnitOfWork, group_id: int, email: str, called: str, now: datetime) -> Official:
    """The official with this address, made if there is none. Who is known elsewhere keeps the name they have."""
    known = uow.people.by_email(email)
    if known is None:
        return uow.people.create(name=called or _name_from(email), email=email, now=now)
    unnamed = known.name == _name_from(email)
    if called and called != known.name and (unnamed or _ours_alone(uow, group_id, known)):
        uow.people.record(known.id).name = called
        uow.session.flush()
        return uow.people.by_id(known.id) or known
    return known


def _as_known(uow: UnitOfWork, group_id: int, account: Account, name: PersonName) -> Account:
    """The account as the group has it already, so that the same person isn't entered twice."""
    if uow.people.by_account(account.platform, account.workspace, account.account) is not None:
        return account
    found = _from_elsewhere(uow.people.of_group(group_id), account, name)
    theirs = found[0].accounts if len(found) == 1 else ()
    return next((one for one in theirs if (one.platform, one.account) == (account.platform, account.account)), account)


def _mentioned(
    uow: UnitOfWork, group_id: int, account: Account, called: str, email: str | None, now: datetime
) -> Identified:
    known = uow.people.by_account(account.platform, account.workspace, account.account)
    if known is not None:
        if email is not None and known.email != email:
            known = _with_address(uow, group_id, known, email)
        return Identified(known)
    named = uow.people.by_email(email) if email is not None else None
    if named is not None and not (_ours_alone(uow, group_id, named) and not named.accounts):
        # A mention must not open what others trusted this person with: their own code does.
        return Identified(named, needs_code=True)
    official = named or uow.people.create(name=called, email=email, now=now)
    tie = uow.people.tie(account, official.id, now)
    return Identified(uow.people.by_id(official.id) or official, tie=tie)


def _with_address(uow: UnitOfWork, group_id: int, known: Official, email: str) -> Official:
    """Give an official who has no address one. It opens the way to codes, so only where no other group knows them."""
    if known.email is not None or uow.people.by_email(email) is not None or not _ours_alone(uow, group_id, known):
        raise AddressOfSomebodyElse
    uow.people.record(known.id).email = email
    uow.session.flush()
    return uow.people.by_id(known.id) or known


def _ours_alone(uow: UnitOfWork, group_id: int, official: Official) -> bool:
    """Whether only this group ever knew the official, who never acted: nobody else's trust is at stake."""
    return uow.people.groups_ever(official.id) == {group_id} and not uow.people.acted(official.id)


def _name_from(email: str) -> str:
    """A name to begin with: ``ana.reid@example.org`` is Ana Reid."""
    local = email.partition("@")[0].partition("+")[0]
    words = local.replace(".", " ").replace("_", " ").split()
    return " ".join(word.capitalize() for word in words) or email
