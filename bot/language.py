"""The command language: words, quotes, options and mentions, as chat clients really send them.

Options are ``key:value`` because chat clients turn ``--`` into a dash. Apostrophes are letters
(``shlex`` turns O'Brien's into OBriens). Smart quotes quote. What a client escapes (``&amp;``) is read back
after the text was split, so that nothing typed can pass for a mention. Nothing here ever raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

MAX_CHARACTERS = 12_000  # longer than any message a chat client sends as one command

QUOTES = '"“”„«»'
_MENTION = re.compile(
    r"<@(?P<user>(?:[A-Z0-9]{1,30}/)?[A-Za-z0-9_.-]+)(?:\|(?P<username>[^>\n]{0,200}))?>"
    r"|<\#(?P<channel>[A-Za-z0-9_.-]+)(?:\|(?P<channelname>[^>\n]{0,200}))?>"
    r"|<mailto:(?P<mail>[^|>\s]+)(?:\|[^>\n]{0,400})?>"
    r"|<(?P<link>https?://[^|>\s]+)(?:\|[^>\n]{0,400})?>"
    r"|<at(?:\s+id=\"(?P<teams>[^\"]{0,200})\")?>(?P<teamsname>[^<\n]{0,200})</at>"
)
_PLAIN = re.compile(rf"[^\s<:&{QUOTES}]++(?=\s|$)")
"""A word in which nothing means more than itself: most of what anybody types."""

_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{0,30}):(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Token:
    """One word, quoted text, mention or option. ``key`` stands as it was typed; ``account`` is the platform's
    id of a mentioned person, after their own workspace (``T9/U9``) where a face knows that to be another; ``line`` is
    where it stood in a text of several lines."""

    text: str
    key: str | None = None
    account: str | None = None
    quoted: bool = False
    line: int = field(default=0, compare=False)

    @property
    def option(self) -> str | None:
        """The option's name: case does not matter."""
        return self.key.lower() if self.key is not None else None

    @property
    def as_typed(self) -> str:
        """The token as plain words, for where it turns out to be part of a text."""
        return f"{self.key}:{self.text}" if self.key else self.text


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a command. Over-long text is cut at ``MAX_CHARACTERS``; the caller checks the length."""
    source = text[:MAX_CHARACTERS]
    several = "\n" in source
    found: list[Token] = []
    position = 0
    while position < len(source):
        if source[position].isspace():
            position += 1
            continue
        start = position
        token, position = _token(source, position)
        found.append(replace(token, line=source.count("\n", 0, start)) if several else token)
    return tuple(found)


def quote(text: str) -> str:
    """The text as one quoted word that ``tokens`` reads back unchanged, whatever it holds."""
    plain = html.escape(text, quote=False)
    for mark in QUOTES:
        plain = plain.replace(mark, f"&#{ord(mark)};")
    return f'"{plain}"'


def typed(token: Token) -> str:
    """The token as it would be typed again: a mention stays a mention."""
    if token.account is not None:
        text = f"<@{token.account}|{token.text.lstrip('@')}>"
    else:
        text = quote(token.text) if token.quoted or token.key else token.text
    return f"{token.key}:{text}" if token.key else text


def spoken(name: str, options: Iterable[tuple[str, str]]) -> str:
    """A whole command as text: what a button carries."""
    return " ".join([name, *(f"{key}:{quote(value)}" for key, value in options)])


def _token(source: str, start: int) -> tuple[Token, int]:
    plain = _PLAIN.match(source, start)
    if plain is not None:
        return Token(plain[0]), plain.end()
    mention = _mention(source, start)
    if mention is not None:
        return mention
    if source[start] in QUOTES:
        text, end = _quoted(source, start)
        return Token(text, quoted=True), end
    end = start
    while end < len(source) and not source[end].isspace():
        if source[end] == ":" and end + 1 < len(source) and not source.startswith("://", end):
            option = _option(source, start, end)
            if option is not None:
                return option
        if source[end] == "<" and end > start and _MENTION.match(source, end):
            break
        end += 1
    return Token(html.unescape(source[start:end])), end


def _option(source: str, start: int, colon: int) -> tuple[Token, int] | None:
    """``key:"several words"``, ``key:<@U1|ana>``; a plain value is read as part of the word."""
    key = source[start:colon]
    if not _KEY.fullmatch(key + ":"):
        return None
    value = colon + 1
    if source[value] in QUOTES:
        text, end = _quoted(source, value)
        return Token(text, key=key, quoted=True), end
    mention = _mention(source, value)
    if mention is not None:
        token, end = mention
        return Token(token.text, key=key, account=token.account), end
    end = value
    while end < len(source) and not source[end].isspace():
        end += 1
    text = html.unescape(source[value:end])
    return (Token(text, key=key), end) if text else None


def _quoted(source: str, start: int) -> tuple[str, int]:
    end = start + 1
    while end < len(source) and source[end] not in QUOTES:
        end += 1
    return html.unescape(source[start + 1 : end]), min(end + 1, len(source))


def _mention(source: str, start: int) -> tuple[Token, int] | None:
    found = _MENTION.match(source, start) if source[start] == "<" else None
    if found is None:
        return None
    if found["user"]:
        name = html.unescape(found["username"] or found["user"].rpartition("/")[2])
        return Token(f"@{name}", account=found["user"]), found.end()
    if found["channel"]:
        return Token(f"#{found['channelname'] or found['channel']}", account=found["channel"]), found.end()
    if found["teamsname"] is not None:
        return Token(f"@{html.unescape(found['teamsname'])}", account=found["teams"] or None), found.end()
    return Token(html.unescape(found["mail"] or found["link"])), found.end()
