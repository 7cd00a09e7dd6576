"""The short line of ``action add``: what becomes an option, and what stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import tokens
from handlers.action_line import spelt_out


def read(line: str) -> dict[str, str]:
    """The options by key; the text under ``""``."""
    found: dict[str, str] = {}
    for token in spelt_out(tokens(line)):
        key = token.key or ""
        found[key] = f"{found[key]} {token.text}" if key in found else token.text
    return found


@pytest.mark.parametrize(
    ("line", "options"),
    [
        (
            "@ana Publish minutes by friday for SCT",
            {"owner": "@ana", "": "Publish minutes", "due": "friday", "extent": "SCT"},
        ),
        (
            "@ana Publish minutes for SCT by friday",
            {"owner": "@ana", "": "Publish minutes", "due": "friday", "extent": "SCT"},
        ),
        (
            "<@U1|ana> Publish minutes by a week on tuesday for sct, wls and nir",
            {"owner": "@ana", "": "Publish minutes", "due": "a week on tuesday", "extent": "sct wls nir"},
        ),
        ("ana@example.org Publish minutes", {"owner": "ana@example.org", "": "Publish minutes"}),
        ("Publish minutes by end of month", {"": "Publish minutes", "due": "end of month"}),
        ("Publish minutes for all seats", {"": "Publish minutes", "extent": "all seats"}),
        ("Publish minutes for my seat", {"": "Publish minutes", "extent": "my seat"}),
        ("Publish minutes for UKG", {"": "Publish minutes", "extent": "UKG"}),
        ('"Publish minutes" by friday owner:@ana', {"": "Publish minutes", "due": "friday", "owner": "@ana"}),
        ("Send it by post by friday", {"": "Send it by post", "due": "friday"}),
        ("Send pack by post for SCT by 3 Dec", {"": "Send pack by post", "extent": "SCT", "due": "3 Dec"}),
        ("Reply by 31 Nov", {"": "Reply", "due": "31 Nov"}),
        ("Reply by next friday", {"": "Reply", "due": "next friday"}),
    ],
)
def test_a_short_line_is_spelt_out(line: str, options: dict[str, str]) -> None:
    assert read(line) == options


@pytest.mark.parametrize(
    "line",
    [
        "Stand by the team",
        "Cut the backlog by 10",
        "Book rooms for all",
        "Write to the NHS for advice",
        "Draft a guide for NHS",
        "Plan for 2027",
        "by friday",
        "for SCT",
        "Minutes by friday please",
        "Minutes for SCT only",
        "Read the guide by",
        '"Minutes by friday"',
        'Read "by" friday',
    ],
)
def test_what_is_no_date_and_no_extent_stays_text(line: str) -> None:
    plain = " ".join(token.text for token in tokens(line))
    assert read(line) == {"": plain}


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("Reply by friday due:monday", {"": "Reply by friday", "due": "monday"}),
        ("Reply for SCT extent:WLS", {"": "Reply for SCT", "extent": "WLS"}),
        ("@ana Reply owner:@bryn", {"": "@ana Reply", "owner": "@bryn"}),
    ],
)
def test_a_key_that_is_given_wins(line: str, options: dict[str, str]) -> None:
    assert read(line) == options


@given(st.text(alphabet="ab@<>:\"' byforSCT1", max_size=60))
def test_no_line_ever_raises_or_loses_a_word(line: str) -> None:
    before = sorted(token.text for token in tokens(line) if token.text.lower() not in ("by", "for"))
    after = sorted(token.text for token in spelt_out(tokens(line)) if token.text.lower() not in ("by", "for"))
    words = " ".join(after).split()
    assert all(word in words for text in before for word in text.replace(",", " ").split() if word.isalnum())
