"""Words as they are searched: case, accents and width make no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.searching import MOST_WORDS, NothingToSearchFor, fold, wanted


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Publish MINUTES", "publish minutes"),
        ("Dŵr Cymru", "dwr cymru"),
        ("Dún Laoghaire", "dun laoghaire"),
        ("Straße", "strasse"),
        ("ｗｉｄｅ", "wide"),
        ("na\u0308ive", "naive"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_and_never_fails(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_wanted_is_a_few_words_or_a_refusal(text: str) -> None:
    try:
        found = wanted(text)
    except NothingToSearchFor:
        return
    assert 1 <= len(found) <= MOST_WORDS
    assert all(word == fold(word) and "\0" not in word for word in found)
