"""The command language, as chat clients really send it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import MAX_CHARACTERS, Token, quote, spoken, tokens

EXAMPLES: list[tuple[str, list[Token]]] = [
    ("", []),
    ("action list", [Token("action"), Token("list")]),
    ("don't O'Brien", [Token("don't"), Token("O'Brien")]),
    ('add "Publish minutes"', [Token("add"), Token("Publish minutes", quoted=True)]),
    ("add “Publish minutes”", [Token("add"), Token("Publish minutes", quoted=True)]),
    ("due:friday", [Token("friday", key="due")]),
    ('DUE:"14 May"', [Token("14 May", key="DUE", quoted=True)]),
    ("reason:“too far — really”", [Token("too far — really", key="reason", quoted=True)]),
    ("<@U123|ana>", [Token("@ana", account="U123")]),
    ("<@U123>", [Token("@U123", account="U123")]),
    ("<@T9/U123|ana>", [Token("@ana", account="T9/U123")]),
    ("<@T9/U123>", [Token("@U123", account="T9/U123")]),
    ("owner:<@U123|ana reid>", [Token("@ana reid", key="owner", account="U123")]),
    ("<#C1|vawg>", [Token("#vawg", account="C1")]),
    ("<mailto:a@b.org|a@b.org>", [Token("a@b.org")]),
    ("<https://example.org/x|here>", [Token("https://example.org/x")]),
    ('<at id="7">Ana Reid</at>', [Token("@Ana Reid", account="7")]),
    ("R&amp;D &lt;b&gt;", [Token("R&D"), Token("<b>")]),
    ("&lt;@U1&gt;", [Token("<@U1>")]),
    ("14:00", [Token("14:00")]),
    ("https://example.org", [Token("https://example.org")]),
    ("note:", [Token("note:")]),
    ('"never closed', [Token("never closed", quoted=True)]),
]


@pytest.mark.parametrize(("typed", "expected"), EXAMPLES, ids=[typed or "nothing" for typed, _ in EXAMPLES])
def test_what_a_client_sends_is_read_as_it_was_meant(typed: str, expected: list[Token]) -> None:
    assert list(tokens(typed)) == expected


@given(st.text(max_size=200))
def test_a_quoted_text_comes_back_unchanged(text: str) -> None:
    assert [token.text for token in tokens(quote(text))] == [text]


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,10}", fullmatch=True), st.text(min_size=1, max_size=80)), max_size=5))
def test_a_spoken_command_says_the_same_options_again(options: list[tuple[str, str]]) -> None:
    found = tokens(spoken("action add", options))
    assert [(token.key, token.text) for token in found[2:]] == options


@given(st.text(max_size=500))
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert all(isinstance(token.text, str) for token in tokens(text))


@pytest.mark.parametrize("piece", ["<@", "<at>", '"', "a:", "&amp;", "<mailto:", ":", "<@U1|", "\u202e"])
def test_a_hundred_kilobytes_of_one_thing_are_read_quickly(piece: str) -> None:
    assert sum(len(token.text) for token in tokens(piece * 50_000)) <= MAX_CHARACTERS


def test_each_token_knows_its_line() -> None:
    assert [token.line for token in tokens("member add\n\nana@example.org SCT\nbob@example.org")] == [0, 0, 2, 2, 3]
    assert tokens("a\nb") == tokens("a b"), "where it stood is no part of what it is"
