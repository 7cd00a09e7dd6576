"""Links in mails: what is forged, altered, too old or of somebody who left opens nothing; a true one acts once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import URLSafeSerializer

from bot.commands import Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.links import Links
from tests.conftest import KEY
from tests.stories.by_mail import BASE, Post, by_mail
from tests.world import OPERATOR, SEATS, lead, traces

pytestmark = pytest.mark.network

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
OTHER = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="
LINKS = Links([KEY], BASE)
SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
DEAD = "This link doesn't work any more."
SCT, WLS = lead("SCT"), lead("WLS")


def token(path: str) -> str:
    return path.rpartition("/")[2]


def test_a_link_says_what_it_was_made_of() -> None:
    found = LINKS.pressed(token(LINKS.press(7, "rota accept VAWG-M7 role:chair", now=NOW)), NOW)
    assert found is not None
    assert (found.official_id, found.command) == (7, "rota accept VAWG-M7 role:chair")
    assert LINKS.joined(token(LINKS.join(12))) == 12


def test_a_link_ends() -> None:
    made = token(LINKS.press(7, "my", now=NOW))
    assert LINKS.pressed(made, NOW + timedelta(days=30)) is not None
    assert LINKS.pressed(made, NOW + timedelta(days=31)) is None


def test_the_first_key_writes_and_all_read() -> None:
    old, new = Links([OTHER], BASE), Links([KEY, OTHER], BASE)
    assert new.joined(token(old.join(1))) == 1
    assert old.joined(token(new.join(1))) is None


def test_one_kind_of_link_never_passes_for_the_other() -> None:
    assert LINKS.joined(token(LINKS.press(7, "my", now=NOW))) is None
    assert LINKS.pressed(token(LINKS.join(7)), NOW) is None


def test_every_altered_character_is_noticed() -> None:
    """But in the last one, of which four of six bits say nothing: it still says the same."""
    made = token(LINKS.press(7, "action done VAWG-12", now=NOW))
    for place in range(len(made) - 1):
        for letter in "AQgw-_.0":
            altered = made[:place] + letter + made[place + 1 :]
            assert altered == made or LINKS.pressed(altered, NOW) is None, altered
    said = {LINKS.pressed(made[:-1] + letter, NOW) for letter in string.ascii_letters + string.digits + "-_"}
    assert said <= {None, LINKS.pressed(made, NOW)}


def test_of_a_million_guessed_links_none_is_ours() -> None:
    """Guessed whole (a signature for the very words of a true link), as cheaply as an attacker could."""
    true = token(LINKS.press(7, "action done VAWG-12", now=NOW))
    words, _, signature = true.rpartition(".")
    guesses = random.Random(2027)
    raw = {guesses.randbytes(32) for _ in range(1_000_000)}
    ours = base64.urlsafe_b64decode(signature + "=")
    assert len(raw) == 1_000_000
    assert ours not in raw
    assert all(
        LINKS.pressed(f"{words}.{base64.urlsafe_b64encode(guess).decode().rstrip('=')}", NOW) is None
        for guess in list(raw)[:2_000]
    )


SHA = {"digest_method": hashlib.sha256}
FORGED = [
    "",
    ".",
    "a.b",
    "x" * 5_000,
    "\u202e",
    "WzEsMTgwMTczMTYwMCwibXkiXQ",
    URLSafeSerializer(OTHER, salt="convenor.press", signer_kwargs=SHA).dumps([1, 9**11, "my"]),
    URLSafeSerializer(KEY, salt="convenor.press").dumps([1, 9**11, "my"]),
    URLSafeSerializer(KEY, signer_kwargs=SHA).dumps([1, 9**11, "my"]),
    "WzEsMTgwMTczMTYwMCwibXkiXQ." + hmac.new(KEY.encode(), b"WzEsMTgwMTczMTYwMCwibXkiXQ", "sha256").hexdigest(),
]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED, ids=range(len(FORGED)))
def test_a_forged_link_is_read_as_nothing(forged: str) -> None:
    assert LINKS.pressed(forged, NOW) is None
    assert LINKS.joined(forged) is None


@pytest.mark.parametrize("payload", [None, 7, "my", [], [1], [1, 2], ["1", 2, "my"], [1, "2", "my"], [1, 9**11, 5], {}])
def test_what_is_signed_but_no_command_is_nothing(payload: object) -> None:
    made = URLSafeSerializer(KEY, salt="convenor.press", signer_kwargs=SHA).dumps(payload)
    assert LINKS.pressed(made, NOW) is None


def founded(post: Post) -> None:
    """A group by mail alone, its first turn told."""
    post.types(OPERATOR, f'group new vawg Exchange seats:{",".join(SEATS)} series:"{SERIES}"')
    pasted = "\n".join(f"Lena {seat.title()} <{lead(seat)}>, {seat}, lead" for seat in SEATS)
    post.types(OPERATOR, "member add", fields={"people": pasted})
    post.until("2026-12-23 10:00")


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with by_mail(database, "2026-12-15 09:00", founded=founded) as found:
        yield found


def official(post: Post, address: str) -> int:
    with post.app.database.reading() as uow:
        found = uow.people.by_email(address)
        assert found is not None
        return found.id


def press(post: Post, who: str, command: str) -> str:
    return post.links.press(official(post, who), command, now=post.clock()).removeprefix(BASE)


def test_looking_changes_nothing(post: Post) -> None:
    """However often a mail scanner follows the links of every mail."""
    paths = [post.link(mail, "Join") for mail in post.server.arrived if "you are" in mail.mail["Subject"]]
    paths.append(post.link(post.server.of(lead("UKG"), "UK Government chairs"), "Accept"))
    before = traces(post.app.database)
    for path in paths * 3:
        assert post.follows(path).status == 200
        assert post.browser._asked("HEAD", path, b"", {}).status in (200, 405)
    assert traces(post.app.database) == before
    assert "accepted" not in post.types(OPERATOR, "rota")


def test_a_link_has_one_effect_and_shows_what_is_true(post: Post) -> None:
    path = post.link(post.server.of(lead("UKG"), "UK Government chairs"), "Accept")
    first = post.confirms(path)
    before = traces(post.app.database)
    again = post.confirms(path)
    assert "UK Government accepts" in first.words
    assert "UK Government accepts" in again.words
    assert traces(post.app.database) == before
    post.types(lead("UKG"), "undo")
    assert "has not answered yet" in post.confirms(path).words, "the page tells how it stands now"


def test_what_was_refused_may_be_pressed_again_later(post: Post) -> None:
    path = press(post, lead("UKG"), "meeting close VAWG-M1")
    assert "Meeting 1 on Wednesday 20 January 2027 was held" not in post.confirms(path).words
    post.until("2027-01-20 12:30")
    assert "Meeting 1 on Wednesday 20 January 2027 was held" in post.confirms(path).words


def test_a_link_carries_the_rights_of_its_reader_and_no_more(post: Post) -> None:
    refused = post.confirms(press(post, SCT, "rota accept VAWG-M1 role:chair"))
    assert "accepts" not in refused.words
    assert "Only the group's secretariat" in post.confirms(press(post, SCT, "member remove lead.wls@example.org")).words


def test_a_button_that_lacks_something_opens_its_form_and_keeps_to_its_meeting(post: Post) -> None:
    path = press(post, lead("UKG"), "meeting cancel VAWG-M1")
    form = post.confirms(path)
    assert 'name="field.reason"' in form.text
    assert 'name="field.meeting"' not in form.text
    assert "Please fill this in." in post.browser.post(path, {"field.reason": " "}, origin=BASE).words
    left = post.browser.post(path, {"cancel": "cancel", "field.reason": "storm"}, origin=BASE)
    assert "is this what you want" in left.words
    done = post.browser.post(path, {"field.reason": "storm", "field.meeting": "2", "field.group": "x"}, origin=BASE)
    assert "Meeting 1 on" in done.words
    assert "is cancelled: storm" in done.words
    assert "cancelled" not in post.types(OPERATOR, "meeting show 2")


def test_the_page_offers_no_more_than_the_link_itself(post: Post) -> None:
    post.until("2027-01-20 12:30")
    done = post.confirms(press(post, lead("UKG"), "meeting close VAWG-M1"))
    offered = [part for part in done.text.split('href="')[1:] if "/press/" in part]
    for part in offered:
        found = post.links.pressed(part.partition('"')[0].rpartition("/")[2], post.clock())
        assert found is not None
        assert found.command.startswith(("undo ", "meeting close"))


def test_whoever_left_has_left(post: Post) -> None:
    path = press(post, SCT, 'action add "Publish" owner:me due:friday extent:SCT')
    join = post.link(post.server.of(SCT, "you are Scotland's lead"), "Join")
    post.types(OPERATOR, f"member remove {SCT}")
    before = traces(post.app.database)
    for dead in (path, join):
        assert post.follows(dead).status == 404
        gone = post.browser.post(dead, {}, origin=BASE)
        assert gone.status == 404
        assert DEAD in gone.words
    assert traces(post.app.database) == before


def test_every_dead_link_gives_the_same_page(post: Post) -> None:
    true = post.link(post.server.of(SCT, "you are Scotland's lead"), "Join")
    paths = ("/join/x", "/press/x", f"/join/{FORGED[6]}", post.links.join(999).removeprefix(BASE))
    pages = {post.follows(path).body for path in paths}
    assert len(pages) == 1
    assert post.follows(true).status == 200


def test_another_page_can_not_press(post: Post) -> None:
    path = post.link(post.server.of(lead("UKG"), "UK Government chairs"), "Accept")
    before = traces(post.app.database)
    assert post.browser.post(path, {}, origin="https://evil.example").status == 403
    assert post.browser.post(path, {}, origin="null").status == 403
    assert post.browser.post(path, {}, sec_fetch_site="cross-site").status == 403
    assert traces(post.app.database) == before


def test_a_large_body_is_refused(post: Post) -> None:
    path = post.link(post.server.of(lead("UKG"), "UK Government chairs"), "Accept")
    assert post.browser.post(path, {"field.reason": "x" * 100_000}, origin=BASE).status == 413


def test_the_pages_say_how_they_are_to_be_handled(post: Post) -> None:
    page = post.follows(post.link(post.server.of(SCT, "you are Scotland's lead"), "Join"))
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["x-robots-tag"] == "noindex"
    assert "<script" not in page.text
    assert post.browser.get("/static/console.css").status == 200


def test_an_invitation_serves_two_weeks(post: Post) -> None:
    join = post.link(post.server.of(SCT, "you are Scotland's lead"), "Join")
    assert post.follows(join).status == 200
    post.until("2026-12-29 10:00")
    assert post.follows(join).status == 404
    post.types(OPERATOR, f"member invite {SCT}")
    post.delivers()
    fresh = post.link(post.server.of(SCT, "you are Scotland's lead"), "Join")
    assert post.follows(fresh).status == 200
    assert post.follows(join).status == 404


def test_a_newer_invitation_puts_the_one_before_out_of_use(post: Post) -> None:
    for _ in range(2):
        post.types(OPERATOR, f"member invite {SCT}")
        post.delivers()
    first, second = [post.link(one, "Join") for one in post.server.mails(SCT)[-2:]]
    assert post.follows(first).status == 404
    assert post.follows(second).status == 200


def test_joining_gives_a_code_that_works_and_soon_no_more_codes(post: Post) -> None:
    post.types(OPERATOR, f"member invite {SCT}")
    post.delivers()
    join = post.link(post.server.of(SCT, "you are Scotland's lead"), "Join")
    first, second = post.confirms(join), post.browser.post(join, {}, origin=BASE)
    codes = [page.words.partition("/wg me link ")[2].split()[0] for page in (first, second)]
    assert codes[0] != codes[1], "pressed twice in haste: the newer one serves"
    assert "You have joined" in post.follows(join).words
    post.until("2026-12-23 10:20")
    later = post.browser.post(join, {}, origin=BASE)
    assert later.status == 200
    assert "/wg me link" not in later.words
    assert f"me link {SCT}" in later.words


def test_a_code_that_was_asked_for_comes_by_mail_and_only_to_officials(post: Post) -> None:
    before = len(post.server.arrived)
    for account, address in (("U1", SCT), ("U2", "nobody@example.org")):
        post.app.dispatch(_slack(account, f"me link {address}"))
    post.delivers()
    assert [one.to for one in post.server.arrived[before:]] == [[SCT]]
    mail = post.server.of(SCT, "Your code")
    code = mail.text.partition("me link ")[2].split()[0]
    assert code not in mail.mail["Subject"], "subjects stand on locked screens"
    assert "until 10:15 (Europe/London)" in mail.text
    answered = post.app.dispatch(_slack("U9", f"me link {code}"))
    assert answered.outcome == "done"


def _slack(account: str, text: str) -> Invocation:
    return Invocation("slack", "T1", account, text)


def test_a_mail_that_bounces_at_once_is_kept_with_the_servers_words(post: Post) -> None:
    post.server.plan("RCPT", "550 5.1.1 No such user")
    post.types(OPERATOR, f"member invite {WLS}")
    post.delivers()
    with post.app.database.reading() as uow:
        (entry,) = uow.session.query(models.OutboxEntry).filter_by(state=models.OutboxState.UNDELIVERABLE).all()
    assert entry.reason == "550 5.1.1 No such user"
