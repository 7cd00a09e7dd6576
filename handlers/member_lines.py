"""Several people at once: a line each, ``ana@example.org seat:SCT as:lead``, as it is typed or pasted from a list.

``Ana Reid <ana@example.org>, SCT, lead`` says the same. Nothing is guessed: after the address stand seat and post, and
any further word is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.arguments import NotOneOf, TooManyWords, UnknownOption
from bot.domain.members import AddressNeeded, PostNotGiven, Row, SeatNotGiven, looks_like_address
from bot.domain.people import PersonName, Post
from bot.language import Token, quote, tokens

POSTS = tuple(post.value for post in Post)
COMMON = ("seat", "as")
"""What may be said once for all lines, before the first of them."""

_KEYS = ("seat", "as", "name", "email")
_ANGLED = re.compile(r"<(?!mailto:)([^<>\s@]+@[^<>\s]+)>")
_APART = re.compile(r"[,;\t|]+")


def gathered(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of ``member add`` with several people put under ``people``, a line each; else as they are."""
    apart = tuple(_without_comma(token) for token in found)
    starts = [place for place, token in enumerate(apart) if _is_person(token)]
    if len(starts) < 2:
        return found
    found = apart
    kept = [token for token in found if token.option == "group"]
    common = [token for token in found[: starts[0]] if token.option in COMMON]
    before = [token for token in found[: starts[0]] if token.option not in (*COMMON, "group")]
    lines: list[str] = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(found)
        words = [*(before if place == 0 else ()), *found[start:end]]
        lines.append(" ".join(_typed(token) for token in words if token.option != "group" and token.text))
    return (*kept, *common, Token("\n".join(lines), key="people", quoted=True))


def row(line: str, *, seat: str, post: str) -> Row:
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
    return Row(person, code.strip().upper(), kind, called, options.get("email", ""))


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


def _typed(token: Token) -> str:
    """The token as it would be typed again: a mention stays a mention."""
    if token.account is not None:
        text = f"<@{token.account}|{token.text.lstrip('@')}>"
    else:
        text = quote(token.text) if token.quoted or token.key else token.text
    return f"{token.key}:{text}" if token.key else text


def _without_comma(token: Token) -> Token:
    """A comma after a bare word parts it from the next."""
    return token if token.quoted or token.key else replace(token, text=token.text.rstrip(",;"))
