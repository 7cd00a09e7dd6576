"""The cleaning before every renderer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from bot.messages.characters import ELLIPSIS, address, clipped, one_line, visible
from tests.messages import replies

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines", "two\nlines"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("nul\x00 bell\x07 back\x08", "nul bell back"),
        (f"a{BIDI}b", "ab"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("\U000e0041\U000e0042 hidden tags", " hidden tags"),
        (f"{SCOTLAND} Alba", f"{SCOTLAND} Alba"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("नमस्ते می‌خواهم", "नमस्ते می‌خواهم"),
        ("Siân, Ó Briain, ŵ", "Siân, Ó Briain, ŵ"),
        ("non\u00a0breaking", "non\u00a0breaking"),
    ],
)
def test_nothing_that_steers_or_hides_is_left(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@given(replies.words)
def test_what_is_visible_encodes_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown.replace("\n", ""))
    assert not set(shown) & set(BIDI)


@given(replies.words)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(text) == one_line(text).strip()


def test_a_text_is_cut_with_an_ellipsis_only_where_it_is_too_long() -> None:
    assert clipped("abcde", 5) == "abcde"
    assert clipped("abcdef", 5) == f"abcd{ELLIPSIS}"
    assert clipped("abc def", 5) == f"abc{ELLIPSIS}"
    assert clipped("ab", 1) == ELLIPSIS


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://127.0.0.1:8000/a?b=c&d=(e)", "mailto:ana@example.org", "HTTPS://EXAMPLE.ORG/é"],
)
def test_an_address_is_followed_on_the_web_and_by_mail(url: str) -> None:
    assert address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "/relative",
        "//example.org",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "slack://open",
        "https://",
        "https://a b",
        "https://a\nb",
        'https://a"onload=',
        "https://a\u202e",
        "https://a\ud800",
        "https://example.org|<!channel>",
    ],
)
def test_nowhere_else(url: str) -> None:
    assert address(url) is None
