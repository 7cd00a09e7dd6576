"""A year of a five-seat group and of a second one that shares two officials: an election, a storm, a meeting cancelled
and found anew, a clash, a successor, a holiday announced late. Everything comes by mail, over real SMTP; at its end
every person's calendar, kept by a programme that isn't ours, shows every meeting at its hour."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.app.desk import replied
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.meetings import MeetingState
from tests.documents import readers
from tests.documents.readers import with_node
from tests.platforms.replies import reply
from tests.stories.by_mail import Post, by_mail
from tests.world import OPERATOR, SEATS, lead

pytestmark = [pytest.mark.network, with_node]

SAM, ZOE = "sam@example.org", "zoe@example.org"
ANA, MIA, NEW = lead("SCT"), "mia@example.org", "new@example.org"
AOIFE = lead("IRL")
VAWG, FGM = "Ending VAWG exchange", "Ending FGM"


def founded(post: Post) -> None:
    """Two groups; Scotland's and Ireland's leads sit in both."""
    series = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
    post.types(OPERATOR, f'group new vawg "{VAWG}" seats:{",".join(SEATS)} series:"{series}"')
    people = "\n".join(f"Lena {seat.title()} <{lead(seat)}>, {seat}, lead" for seat in SEATS)
    post.types(OPERATOR, f"member add {SAM} as:secretariat name:Sam")
    post.types(SAM, "member add", fields={"people": f"{people}\n{MIA} seat:SCT as:member", "group": "vawg"})
    post.types(OPERATOR, f'group new fgm "{FGM}" seats:SCT,IRL series:"every 2 months on the first tuesday at 14:00"')
    post.types(OPERATOR, f"member add {ZOE} as:secretariat name:Zoe group:fgm")
    people = f"{ANA} seat:SCT as:lead\n{AOIFE} seat:IRL as:lead"
    post.types(ZOE, "member add", fields={"people": people, "group": "fgm"})
    for group in ("vawg", "fgm"):
        post.types(OPERATOR, f"member remove {OPERATOR} group:{group}")
    post.delivers()


def lived(post: Post) -> None:
    """The year, in the order in which people type."""
    post.until("2027-01-11 09:00")
    uid = calendars(post, ANA)[0]
    replied(post.app, reply(uid, ANA, said="DECLINED", stamp="20270111T090000Z"))
    assert "Not coming (1)" in post.types(SAM, "meeting show vawg-M1")
    post.until("2027-02-01 10:00")
    assert "Northern Ireland" in post.types(SAM, "calendar check 21 April 2027"), "its election is on 6 May"
    post.types(ZOE, 'meeting move fgm-M3 to:"21 Apr 2027 11:00"')
    post.until("2027-02-02 12:00")
    for who, group in ((SAM, VAWG), (ZOE, FGM)):
        warned = post.server.of(who, f"{group}: a meeting at the same time as another group's")
        assert "Lena Irl and Lena Sct" in " ".join(warned.text.split())
        assert (FGM if who == SAM else VAWG) not in warned.text
    post.types(ZOE, 'meeting move fgm-M3 to:"22 Apr 2027 14:00"')
    post.until("2027-04-19 16:00")
    post.types(SAM, 'meeting cancel vawg-M2 reason:"A storm"')
    post.types(SAM, 'meeting poll propose:3 between:"10 May 2027" and:"28 May 2027" closes:"30 Apr" group:vawg')
    post.until("2027-04-21 12:00")
    for seat in SEATS[:4]:
        asked = post.server.of(lead(seat), "when can you meet?")
        slot = next(line for line in asked.text.splitlines() if line.startswith("3. "))
        post.confirms(post.link(asked, f"Yes: {short(slot)}"))
    post.until("2027-05-03 10:00")
    post.types(SAM, f"member remove {MIA} group:vawg")
    post.types(SAM, f"member add {NEW} seat:SCT as:member name:Nia group:vawg")
    post.types(SAM, 'meeting move vawg-M3 to:"21 Jul 2027 14:00" following:yes')
    post.until("2027-09-06 10:00")
    told = len(post.server.mails(SAM))
    post.types(
        SAM, 'calendar add WLS closure from:"20 Oct 2027" to:"20 Oct 2027" source:"gov.wales" name:"A late holiday"'
    )
    post.until("2027-09-07 10:00")
    assert any("A late holiday" in one.text for one in post.server.mails(SAM)[told:])
    post.types(SAM, 'meeting move vawg-M4 to:"21 Oct 2027 14:00"')
    post.until("2027-12-31 17:00")


def short(line: str) -> str:
    """``3. Friday 28 May 2027, 10:00`` as buttons have it: ``Fri 28 May 2027, 10:00``."""
    weekday, day, month, *rest = line.removeprefix("3. ").strip().split()
    return " ".join([weekday[:3], day, month[:3], *rest])


def calendars(post: Post, who: str) -> dict[int, str]:
    """The UIDs that somebody was sent, in the order in which they came."""
    letters = [one.calendar for one in post.server.mails(who) if one.calendar is not None]
    read = readers.thunderbird(letters)
    return dict(enumerate(dict.fromkeys(event["uid"] for found in read for event in found["events"])))


def calendar_of(post: Post, who: str) -> dict[str, tuple[datetime, datetime]]:
    """A calendar as a programme keeps it from the mails alone (RFC 5546, 2.1.5): a newer SEQUENCE replaces an older
    one, an older one is ignored, and a CANCEL takes the event out."""
    kept: dict[str, tuple[int, tuple[datetime, datetime]]] = {}
    letters = [one.calendar for one in post.server.mails(who) if one.calendar is not None]
    for found in readers.thunderbird(letters):
        [event] = found["events"]
        uid, sequence = event["uid"], event["sequence"]
        if sequence < kept.get(uid, (0, None))[0]:
            continue
        if found["method"] == "CANCEL":
            kept.pop(uid, None)
        else:
            starts, ends = (datetime.fromtimestamp(event[name], UTC) for name in ("starts", "ends"))
            kept[uid] = (sequence, (starts, ends))
    return {uid: hours for uid, (_, hours) in kept.items()}


def true_of(post: Post, slug: str) -> dict[str, tuple[datetime, datetime]]:
    """Every meeting of a group that was held, or is one of the next two."""
    with post.app.database.reading() as uow:
        group = uow.groups.by_slug(slug)
        assert group is not None
        held = [row for row in uow.meetings.past(group.id) if row.state is MeetingState.HELD]
        rows = [*held, *uow.meetings.ahead(group.id, limit=2)]
        return {row.uid: (row.starts_at, row.ends_at) for row in rows}


def test_a_year_of_two_groups_stands_right_in_every_calendar(database: Database) -> None:
    with by_mail(database, "2026-12-01 09:00", calendars=True) as post:
        founded(post)
        lived(post)
        vawg, fgm = true_of(post, "vawg"), true_of(post, "fgm")
        assert len(vawg) == 4 + 2
        assert len(fgm) == 7 + 2
        for seat in SEATS:
            wanted = vawg | fgm if lead(seat) in (ANA, AOIFE) else vawg
            assert calendar_of(post, lead(seat)) == wanted, seat
        assert calendar_of(post, SAM) == vawg
        assert calendar_of(post, ZOE) == fgm
        order = sorted(vawg, key=lambda uid: vawg[uid])
        assert calendar_of(post, MIA).keys() == set(order[:1]), "what was before she left"
        assert calendar_of(post, NEW).keys() == set(order[1:])
        hours = sorted(starts for starts, _ in vawg.values())
        assert [(at.month, at.day, at.hour) for at in hours] == [
            (1, 20, 10),
            (5, 28, 9),
            (7, 21, 13),
            (10, 21, 13),
            (1, 19, 14),
            (4, 19, 13),
        ], "wall clocks stand still while UTC moves"
        assert_few_messages(post)
        assert max(Counter(one.mail["Message-ID"] for one in post.server.arrived).values()) == 1, "no mail twice"
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []
            states = set(uow.session.scalars(select(models.OutboxEntry.state)))
        assert states <= {models.OutboxState.SENT, models.OutboxState.STALE}, "everything was said"


def assert_few_messages(post: Post) -> None:
    """An ordinary member hears at most twice a week, polls included. What goes into the calendar by itself stands
    beside that, and is little: a change, and what comes next."""
    joined = datetime(2026, 12, 7, tzinfo=UTC)
    weeks: Counter[tuple[int, int, bool]] = Counter()
    for one in post.server.mails(MIA):
        at = one.mail["Date"].datetime.astimezone(UTC)
        if at > joined:
            weeks[(*at.isocalendar()[:2], one.calendar is not None)] += 1
    assert max(count for (_, _, calendar), count in weeks.items() if not calendar) <= 1, weeks
    left = datetime(2027, 5, 3, tzinfo=UTC).isocalendar()[:2]
    assert max(count for (*week, calendar), count in weeks.items() if calendar and tuple(week) != left) <= 2, weeks
