"""From words to one value of arguments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from bot.arguments import (
    Missing,
    NotANumber,
    NotOneOf,
    TextTooLong,
    TooManyWords,
    UnknownOption,
    action,
    choice,
    day,
    declared,
    extent,
    gather,
    option,
    parse,
    person,
    rest,
)
from bot.domain.errors import DomainError
from bot.domain.extent import Asked
from bot.domain.people import PersonName
from bot.language import tokens

TODAY = date(2027, 1, 4)


@dataclass(frozen=True)
class Add:
    text: str = rest()
    owner: PersonName = person()
    due: date = day()
    extent: Asked = extent()
    reason: str = option(default="")


@dataclass(frozen=True)
class Due:
    action: int = action()
    due: date = day(rest=True)


@dataclass(frozen=True)
class Kind:
    kind: str = choice("chair", "host", default="chair")


def read(kind: type, typed: str, **fields: str) -> object:
    return parse(kind, gather(declared(kind), tokens(typed), fields), today=TODAY)


def test_words_options_and_mentions_fill_the_arguments() -> None:
    found = read(Add, 'Publish minutes owner:<@U1|ana> due:friday extent:SCT,WLS reason:"a b"')
    assert found == Add(
        text="Publish minutes",
        owner=PersonName("@ana", "U1"),
        due=date(2027, 1, 8),
        extent=Asked(codes=("SCT", "WLS")),
        reason="a b",
    )


def test_a_form_fills_in_the_same_arguments() -> None:
    fields = {"text": "Publish", "owner": "ana@example.org", "due": "3 Feb", "extent": "all", "reason": "  "}
    assert read(Add, "", **fields) == read(Add, 'Publish owner:ana@example.org due:"3 Feb" extent:all')


def test_the_last_argument_takes_the_words_that_remain() -> None:
    assert read(Due, "VAWG-12 14 May") == Due(action=12, due=date(2027, 5, 14))


def test_a_word_that_looks_like_an_option_is_text_where_text_is_taken() -> None:
    found = read(Add, "See https://example.org and Remember:this owner:ana due:friday extent:SCT")
    assert isinstance(found, Add)
    assert found.text == "See https://example.org and Remember:this"


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        (Add, "Publish ower:ana", UnknownOption),
        (Due, "12 14 May colour:red", UnknownOption),
        (Kind, "what now", TooManyWords),
        (Kind, "kind:king", NotOneOf),
        (Due, "twelve friday", NotANumber),
        (Due, "12", Missing),
        (Add, "x" * 5000 + " owner:a due:friday extent:SCT", TextTooLong),
    ],
)
def test_what_cannot_be_read_is_refused(kind: type, text: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        read(kind, text)


def test_a_refusal_knows_which_argument_was_wrong() -> None:
    with pytest.raises(DomainError) as caught:
        read(Add, "Publish owner:ana due:yesterweek extent:SCT")
    assert caught.value.argument == "due"


def test_what_is_missing_is_asked_for_in_the_order_of_the_arguments() -> None:
    with pytest.raises(Missing) as caught:
        read(Add, "Publish extent:SCT")
    assert caught.value.wanted == "owner"
