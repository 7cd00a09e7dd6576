"""Three years of a five-seat group: what people do, what the rules make of it by hand, and by the pure rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.rotation import Role, Slot, TurnState, assign, replay
from bot.domain.rotation import events as e
from bot.domain.rotation.events import Event
from bot.domain.rotation.terms import Away
from tests.world import SEATS

EVENTS = """# three years: a joining, a leaving, two declines, a swap, an election, and two storms
2027-01-05T10:00, lead.ukg@example.org, rota decline VAWG-M1 role:chair reason:"a reshuffle"
2027-01-06T10:00, lead.wls@example.org, rota take VAWG-M1 role:chair
2027-02-01T10:00, sam@example.org, seat add IMN from:2027-09-01
2027-02-01T10:05, sam@example.org, member add lead.imn@example.org seat:IMN as:lead name:"Lena Imn"
2027-02-02T10:00, lead.sct@example.org, rota decline VAWG-M2 role:chair reason:"a bill that week"
2027-02-03T10:00, lead.ukg@example.org, rota decline VAWG-M2 role:chair
2027-02-04T10:00, lead.irl@example.org, rota take VAWG-M2 role:chair
2027-06-01T09:00, sam@example.org, calendar add IRL pre-election from:2029-06-15 to:2029-08-01 source:"gov.ie"
2027-10-18T16:00, sam@example.org, meeting host 4 UKG reason:"storm"
2027-11-01T10:00, lead.sct@example.org, rota swap with:IMN role:chair
2027-11-02T10:00, lead.imn@example.org, rota swap with:SCT role:chair answer:yes

2028-01-10T10:00, sam@example.org, seat leave NIR on:2028-08-01
2028-01-11T10:00, lead.sct@example.org, seat leave UKG on:2028-03-01
2028-10-16T16:00, sam@example.org, meeting cancel 8 reason:"storm"
"""

# By hand. Places in order: UKG, SCT, WLS, NIR, IRL. 1: Wales takes UKG's turn and gives its own (3). 2: UKG refuses;
# Northern Ireland is in its own pre-election period that April; Ireland takes Scotland's and gives its own (5).
# The Isle of Man comes behind Ireland (6), and swaps that with Scotland's 5. 7: the next cycle. 8 is cancelled,
# Scotland is owed and chairs 9. Northern Ireland has left, so Ireland follows Wales: in its election it is passed over
# at 11 and owed, the Isle of Man chairs, and Ireland chairs 12.
CHAIRED = ["WLS", "IRL", "UKG", "NIR", "IMN", "SCT", "UKG", "SCT", "WLS", "IMN", "IRL"]

# The first round begins behind the first chair's place: SCT, WLS, NIR, IRL, UKG, then the Isle of Man. In the storm (4)
# UKG hosts early, Ireland is owed that and hosts 5; UKG's own turn is set off. The second round, at 7, begins two
# places behind UKG: WLS, IRL (owed from 8, which was cancelled, so 9), IMN, UKG, SCT.
HOSTED = ["SCT", "WLS", "NIR", "UKG", "IRL", "IMN", "WLS", "IRL", "IMN", "UKG", "SCT"]

GROUP = "Ending violence against women and girls"
SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"

# What some of them hear on the way: the day, who, and the message's title.
SAID = (
    ("2027-01-04", "UKG", f"UK Government chairs {GROUP} on Wednesday 20 January 2027"),
    ("2027-01-05", "WLS", f"{GROUP}: could Wales chair on Wednesday 20 January 2027, in UK Government's place?"),
    ("2027-02-02", "UKG", f"{GROUP}: could UK Government chair on Wednesday 21 April 2027, in Scotland's place?"),
    ("2027-02-03", "IRL", f"{GROUP}: could Ireland chair on Wednesday 21 April 2027, in Scotland's place?"),
    ("2027-11-01", "IMN", f"{GROUP}: Scotland asks Isle of Man to swap turns in the chair"),
    ("2027-11-02", "IMN", f"Over to Isle of Man: it chairs {GROUP} next, on Wednesday 19 January 2028"),
    ("2028-10-17", "SCT", f"Over to Scotland: it chairs {GROUP} next, on Wednesday 17 January 2029"),
    ("2029-04-18", "IMN", f"Over to Isle of Man: it chairs {GROUP} next, on Wednesday 18 July 2029"),
    ("2029-07-18", "IRL", f"Over to Ireland: it chairs {GROUP} next, on Wednesday 17 October 2029"),
)
REFUSED = "Only the group's secretariat can do that."

DAYS = [
    date(year, month, day)
    for year, month, day in (
        (2027, 1, 20),
        (2027, 4, 21),
        (2027, 7, 21),
        (2027, 10, 20),
        (2028, 1, 19),
        (2028, 4, 19),
        (2028, 7, 19),
        (2028, 10, 18),
        (2029, 1, 17),
        (2029, 4, 18),
        (2029, 7, 18),
        (2029, 10, 17),
        (2030, 1, 16),
    )
]
CANCELLED = 8

# What happens before the meeting of that number is over, once its turns were told.
BEFORE: dict[int, Sequence[Event]] = {
    1: (e.Declined(1, Role.CHAIR, "UKG"), e.Taken(1, Role.CHAIR, "WLS")),
    2: (
        e.Joined("IMN", on=date(2027, 9, 1)),
        e.Declined(2, Role.CHAIR, "SCT"),
        e.Refused(2, Role.CHAIR, "UKG"),
        e.Taken(2, Role.CHAIR, "IRL"),
    ),
    4: (e.Named(4, Role.HOST, "UKG", "storm"),),
    5: (e.Swapped(Role.CHAIR, "SCT", "IMN", 5), e.Left("NIR", on=date(2028, 8, 1))),
}


def by_the_rules() -> list[tuple[str | None, str | None]]:
    """Chair and host of each meeting that was held, from the pure rules: no database, no clock, no chat."""
    slots = [Slot(number, day) for number, day in enumerate(DAYS, 1)]
    rotation = replay(SEATS)
    for at, slot in enumerate(slots[:-1]):
        assert slot.number is not None
        rotation = rotation.then(*assign(rotation, slots[at:], _election, through=slot.number if at == 0 else None))
        over = e.Cancelled(CANCELLED) if slot.number == CANCELLED else e.Held(slot.number)
        rotation = rotation.then(*BEFORE.get(slot.number, ()), over)
    held = [n for n in range(1, len(DAYS)) if rotation.state(n, Role.CHAIR) is TurnState.SERVED]
    return [(rotation.holder(number, Role.CHAIR), rotation.holder(number, Role.HOST)) for number in held]


def _election(role: Role, seat: str, slot: Slot) -> Away | None:
    first, last = date(2029, 6, 15), date(2029, 8, 1)
    if (role, seat) == (Role.CHAIR, "IRL") and slot.day and first <= slot.day <= last:
        return Away("pre-election", first, last)
    return None
