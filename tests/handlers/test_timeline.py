"""The timeline: one picture in chat and as an export, and a table that says the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bot.db.unit_of_work import Database
from bot.messages import plain_text
from bot.messages.model import Document
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, WIDE, World, exchange, lead, with_rota, worded

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
@copied
def world(database: Database) -> World:
    found = World(database)
    with_rota(database, exchange(database))
    found.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    found.move(days=16, hours=4)
    found.says(SECRETARIAT, "meeting close 1")
    return found


def drawn(world: World, who: str, text: str) -> tuple[ElementTree.Element, Document]:
    answered = world.asks(who, text)
    assert isinstance(answered.reply, Document), worded(answered)
    with answered.reply.content as content:
        body = content.read()
    assert len(body) == answered.reply.length
    assert answered.reply.media_type == "image/svg+xml"
    return ElementTree.fromstring(body), answered.reply


def said(picture: ElementTree.Element) -> list[str]:
    return [title.text or "" for title in picture.iterfind(f"{SVG}g/{SVG}title")]


def test_the_picture_says_each_turn_and_the_table_the_same(world: World) -> None:
    picture, document = drawn(world, lead("WLS"), "rota timeline")
    marks = said(picture)
    assert marks[:4] == [
        "UK Government chaired: 20 Jan 2027, VAWG-M1",
        "Scotland hosted: 20 Jan 2027, VAWG-M1",
        "Scotland chairs, and was told: 21 Apr 2027, VAWG-M2",
        "Wales hosts, and was told: 21 Apr 2027, VAWG-M2",
    ]
    assert "Wales will chair: 21 Jul 2027, VAWG-M3" in marks
    assert picture.findtext(f"{SVG}title") == "Ending violence against women and girls: turns past and coming"
    assert "one column for each of 11 meetings" in (picture.findtext(f"{SVG}desc") or "")
    table = plain_text.render(document.message, width=WIDE)
    assert "UK Government (served)" in table
    assert "Scotland (told)" in table
    assert document.filename == "vawg-timeline-2027-01-20.svg"


def test_an_export_of_turns_can_be_the_picture(world: World) -> None:
    picture, document = drawn(world, SECRETARIAT, "export turns format:svg until:2027-12-31")
    assert "Scotland chairs, and was told: 21 Apr 2027, VAWG-M2" in said(picture)
    assert "audit" in document.filename
    assert document.filename.endswith(".svg")


def test_names_are_escaped_and_an_empty_group_has_a_picture_too(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, 'group new one "<b>&" seats:UKG')
    picture, _ = drawn(world, OPERATOR, "rota timeline group:one")
    assert (picture.findtext(f"{SVG}title") or "").startswith("<b>&: turns")


def test_a_seat_that_chairs_and_hosts_has_both_marks_side_by_side(world: World, database: Database) -> None:
    world.says(OPERATOR, 'group new two "Two" seats:UKG,SCT host:with-chair')
    world.says(OPERATOR, "meeting add 20 Apr 2027 10:00 group:two")
    picture, _ = drawn(world, OPERATOR, "rota timeline group:two")
    first, second = list(picture.iterfind(f"{SVG}g"))[:2]
    square, circle = first.find(f"{SVG}rect"), second.find(f"{SVG}circle")
    assert square is not None
    assert circle is not None
    assert int(square.attrib["x"]) + 28 < int(circle.attrib["cx"]) - 13
