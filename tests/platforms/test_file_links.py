"""Files for who has no chat that takes any: a page of their own behind a signed link, and what it gives nobody else."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator

import pytest

from bot.app.keeping import kept
from bot.db import models
from bot.db.repositories.files import PIECE
from bot.db.unit_of_work import Database
from bot.links import Links
from bot.messages.model import Document, Message
from bot.scheduler import tick
from bot.services import files
from tests.conftest import KEY
from tests.platforms.browserless import Page
from tests.platforms.test_links import DEAD, SCT, WLS, official, press, token
from tests.stories.by_mail import BASE, Post, by_mail
from tests.world import SECRETARIAT, exchange, traces, with_rota, worded

pytestmark = pytest.mark.network


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with_rota(database, exchange(database))
    with by_mail(database, "2027-01-04 10:00") as found:
        found.types(SECRETARIAT, f'action add "Publish – ŵ" owner:{WLS} due:2027-01-29 extent:WLS')
        yield found


def asked(post: Post, who: str = SECRETARIAT, command: str = "export actions format:csv group:vawg") -> str:
    """The path of the file that somebody asked for by a link of theirs."""
    page = post.confirms(press(post, who, command))
    found = re.search(rf'href="{BASE}(/files/[^"]+)">Get the file</a>', page.text)
    assert found is not None, page.words
    assert "The link serves until Monday 11 January 2027." in page.words
    return found[1]


def rows(page: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.body.decode("utf-8-sig"), newline="")))


def test_a_file_is_shown_and_then_fetched(post: Post) -> None:
    path = asked(post)
    page = post.follows(path)
    assert page.status == 200
    assert "This link is yours alone." in page.words
    assert "vawg-actions-OFFICIAL-2027-01-04" in page.words
    got = post.confirms(path)
    assert got.status == 200
    assert got.headers["content-type"].startswith("text/csv")
    assert got.headers["content-disposition"].startswith("attachment; filename*=UTF-8''vawg-actions-OFFICIAL-")
    assert got.headers["cache-control"] == "no-store"
    assert int(got.headers["content-length"]) == len(got.body)
    assert [row["action"] for row in rows(got)] == ["Publish – ŵ"]
    assert post.confirms(path).body == got.body, "as often as one likes, while it waits"


def test_what_follows_links_by_itself_fetches_nothing(post: Post) -> None:
    path = asked(post)
    before = traces(post.app.database)
    for _ in "123":
        page = post.follows(path)
        assert "Publish" not in page.text
        assert post.browser._asked("HEAD", path, b"", {}).status == 200
    assert post.browser.post(path, {}, origin="https://elsewhere.example").status == 403
    assert traces(post.app.database) == before


def test_each_who_fetches_is_one_line_of_the_audit(post: Post) -> None:
    path = asked(post)
    before = traces(post.app.database)["audit"]
    post.confirms(path)
    assert traces(post.app.database)["audit"] == before + 1


def test_a_link_ends_with_its_file(post: Post) -> None:
    path = asked(post)
    post.until("2027-01-11 09:59")
    assert post.follows(path).status == 200
    post.until("2027-01-11 10:01")
    assert post.follows(path).status == 404
    tick(post.app.database, post.clock())
    assert traces(post.app.database)["files"] == 0
    assert traces(post.app.database)["file_pieces"] == 0


def test_a_file_can_be_taken_back(post: Post) -> None:
    path = asked(post)
    assert "No file 1 waits for you." in refused(post, SCT, "export revoke 1 group:vawg")
    post.types(SECRETARIAT, "export revoke 1 group:vawg")
    assert post.follows(path).status == 404
    assert DEAD in post.browser.post(path, {}, origin=BASE).words


def refused(post: Post, who: str, text: str) -> str:
    answered = post.asks(who, text)
    assert answered.outcome == "refused"
    return worded(answered)


def test_whoever_left_has_left(post: Post) -> None:
    path = asked(post, WLS)
    assert post.follows(path).status == 200
    post.types(SECRETARIAT, f"member remove {WLS} group:vawg")
    assert post.follows(path).status == 404
    assert DEAD in post.browser.post(path, {}, origin=BASE).words


def test_a_link_serves_only_whose_it_is(post: Post) -> None:
    """Even where the service's own key signs it: the file is looked at again."""
    asked(post, WLS)
    for who in (SCT, SECRETARIAT):
        path = post.links.file(1, official(post, who)).removeprefix(BASE)
        assert post.follows(path).status == 404
    assert post.follows(post.links.file(2, official(post, WLS)).removeprefix(BASE)).status == 404


def test_guessed_altered_and_other_links_are_all_the_same_to_us(post: Post) -> None:
    true = asked(post)
    dead = post.follows("/files/none")
    assert dead.status == 404
    made = token(true)
    guesses = random.Random(2027)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    links = Links([KEY], BASE)
    assert links.filed(made) is not None
    for _ in range(20_000):
        guess = made.rpartition(".")[0] + "." + "".join(guesses.choices(letters, k=43))
        assert links.filed(guess) is None
    others = [
        token(links.press(1, "my", now=post.clock())),
        token(links.join(1)),
        made[:-2],
        made + "x",
        "",
        "x" * 5_000,
    ]
    for other in others:
        page = post.follows(f"/files/{other}")
        assert page.status == 404
        assert other == "" or page.text.replace(other, "") == dead.text.replace("none", "")


def test_a_large_file_comes_whole_piece_by_piece(post: Post) -> None:
    data = random.Random(1).randbytes(3 * PIECE + 17)
    who = official(post, SECRETARIAT)
    with post.app.database.reading() as uow:
        person = uow.people.by_id(who)
    assert person is not None
    document = Document("large.bin", "application/octet-stream", io.BytesIO(data), len(data), Message("File"), 1)
    kept(post.app.database, post.links, post.clock, document, person)
    assert traces(post.app.database)["file_pieces"] == 4
    assert post.confirms(post.links.file(1, who).removeprefix(BASE)).body == data


def test_the_month_s_export_comes_to_the_secretariat_s_mailbox_once(post: Post) -> None:
    post.types(SECRETARIAT, "export schedule actions format:xlsx group:vawg")
    post.until("2027-02-02 10:00")
    found = post.server.of(SECRETARIAT, "Actions of Ending violence")
    page = post.confirms(post.link(found, "Get the file"))
    match = re.search(rf'href="{BASE}(/files/[^"]+)">Get the file</a>', page.text)
    assert match is not None, page.words
    assert post.confirms(match[1]).body.startswith(b"PK")
    before = len(post.server.arrived)
    post.until("2027-02-26 10:00")
    assert not [one for one in post.server.arrived[before:] if "for this month" in one.mail["Subject"]]


def test_the_store_sweeps_nothing_that_waits(post: Post) -> None:
    asked(post)
    with post.app.database.reading() as uow:
        assert not files.SWEEPING.due(uow, post.clock())
        assert uow.session.get(models.StoredFile, 1) is not None
