"""Extent: territories are said, never assumed, and never none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.administrations import BUILT_IN
from bot.domain.errors import DomainError
from bot.domain.extent import AdministrationIsNoTerritory, ExtentUnclear, UnknownTerritory, parse_extent, resolve
from bot.domain.groups import Seat

SEATS = [
    Seat(number, one.code, one.name, one.zone, one.holidays, one.territories, date(2027, 1, 1), None)
    for number, one in enumerate(BUILT_IN, 1)
    if one.code in ("UKG", "SCT", "WLS")
]


@pytest.mark.parametrize(
    ("typed", "own", "found"),
    [
        ("SCT", (), ("SCT",)),
        ("wls,eng", (), ("ENG", "WLS")),
        ("SCT, WLS and ENG", (), ("ENG", "SCT", "WLS")),
        ("SCT & WLS", (), ("SCT", "WLS")),
        ("all seats", (), ("ENG", "NIR", "SCT", "WLS")),
        ("mine", ("SCT",), ("SCT",)),
    ],
)
def test_an_extent_is_its_territories_in_alphabetical_order(
    typed: str, own: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert resolve(parse_extent(typed), seats=SEATS, own=own) == found


@pytest.mark.parametrize(
    ("typed", "own", "refusal"),
    [
        ("UKG", (), AdministrationIsNoTerritory),
        ("FRA", (), UnknownTerritory),
        ("mine", (), ExtentUnclear),
        ("mine", ("SCT", "WLS"), ExtentUnclear),
        ("choose", ("SCT",), ExtentUnclear),
        (",", ("SCT",), ExtentUnclear),
        ("and", ("SCT",), ExtentUnclear),
        ("AND", ("SCT",), UnknownTerritory),
    ],
)
def test_what_is_no_territory_or_none_at_all_is_refused(
    typed: str, own: tuple[str, ...], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        resolve(parse_extent(typed), seats=SEATS, own=own)
