"""Several people at once: a line each, ``ana@example.org seat:SCT as:lead``, as it is typed or pasted from a list.

``Ana Reid <ana@example.org>, SCT, lead`` says the same. Nothing is guessed: after the address stand seat and post, and
any further word is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.arguments import NotOneOf, TooManyWords, UnknownOption
from bot.domain.members import AddressNeeded, PostNotGiven, SeatNotGiven, ToAdd, looks_like_address
from bot.domain.people import PersonName, Post
from bot.language import Token, tokens, typed

POSTS = tuple(post.value for post in Post)
_KEYS = ("seat", "as", "name", "email")
_ANGLED = re.compile(r"<(?!mailto:)([^<>\s@]+@[^<>\s]+)>")
_APART = re.compile(r"[,;\t|]+")


def gathered(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of ``member add`` with several people put under ``people``, a line each; else as they are. Typed on
    one line, each person begins the next."""
    if sum(_names_somebody(token) for token in found) < 2:
        return found
    rows = _by_line(found) if len({token.line for token in found}) > 1 else _by_person(found)
    people = [number for number, words in rows.items() if words]
    placed = {id(token) for words in rows.values() for token in words}
    common = [token for token in found if id(token) not in placed or token.option == "group"]
    lines = (rows.get(number, []) for number in range(people[0], people[-1] + 1))
    text = "\n".join(" ".join(typed(token) for token in words if token.option != "group") for words in lines)
    return (*common, Token(text, key="people", quoted=True))


def _by_line(found: tuple[Token, ...]) -> dict[int, list[Token]]:
    """The tokens by line. Options on a first line that names nobody are said for all."""
    rows: dict[int, list[Token]] = {}
    for token in found:
        rows.setdefault(token.line, []).append(token)
    first = next(iter(rows))
    if all(token.option for token in rows[first]):
        del rows[first]
    return rows


def _by_person(found: tuple[Token, ...]) -> dict[int, list[Token]]:
    """The tokens from each person to the next. Options before the first are said for all, words belong to the first."""
    rows: dict[int, list[Token]] = {}
    for token in found:
        if token.option is None and (_names_somebody(token) or not rows):
            rows[len(rows)] = []
        if rows:
            rows[len(rows) - 1].append(token)
    return rows


def row(line: str, *, seat: str, post: str) -> ToAdd:
    """What one line says; ``seat`` and ``post`` hold where it says nothing of them.

    Raises ``AddressNeeded``, ``SeatNotGiven``, ``PostNotGiven``, ``NotOneOf``, ``TooManyWords`` or ``UnknownOption``.
    """
    plain = _ANGLED.sub(r" \1 ", line)
    found = tokens(plain if '"' in plain or "“" in plain else _APART.sub(" ", plain))
    options = {token.option: token.text for token in found if token.option in _KEYS}
    unknown = next((token.option for token in found if token.option and token.option not in _KEYS), None)
    if unknown is not None:
        raise UnknownOption(unknown, "")
    bare = [token for token in found if token.option is None]
    place = next((place for place, token in enumerate(bare) if _is_person(token)), None)
    after = [] if place is None else bare[place + 1 :]
    named = " ".join(token.as_typed for token in (bare if place is None else bare[:place]))
    person = PersonName(named) if place is None else PersonName(bare[place].text, bare[place].account)
    if place is None and not (options.get("as") or post):
        raise AddressNeeded(named[:80])
    kind = _post(options.get("as") or _taken(after, POSTS) or post)
    code = "" if kind is Post.SECRETARIAT and not options.get("seat") else options.get("seat") or _first(after) or seat
    if after:
        raise TooManyWords(" ".join(token.as_typed for token in after)[:80])
    if kind is not Post.SECRETARIAT and not code:
        raise SeatNotGiven
    called = options.get("name", "" if place is None else named)
    return ToAdd(person, code.strip().upper(), kind, called, options.get("email", ""))


def _post(word: str) -> Post:
    if not word:
        raise PostNotGiven(", ".join(POSTS))
    plain = word.strip().lower()
    if plain not in POSTS:
        raise NotOneOf(word[:40], ", ".join(POSTS))
    return Post(plain)


def _taken(words: list[Token], wanted: Iterable[str]) -> str:
    """The first of the words that is wanted, taken out."""
    found = next((token for token in words if token.text.lower() in wanted), None)
    if found is not None:
        words.remove(found)
    return found.text if found is not None else ""


def _first(words: list[Token]) -> str:
    return words.pop(0).text if words else ""


def _is_person(token: Token) -> bool:
    return token.option is None and (token.account is not None or looks_like_address(token.text))


def _names_somebody(token: Token) -> bool:
    """Whether a person stands there, an address in angle brackets or before a comma too."""
    return _is_person(token) or (token.option is None and looks_like_address(token.text.strip("<>,;")))
