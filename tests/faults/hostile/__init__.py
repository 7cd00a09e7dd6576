"""Everything hostile that may come in: each row tries much, and counts what got through."""

from __future__ import annotations

from tests.faults.hostile.altered import ALTERED
from tests.faults.hostile.canaries import CANARIES
from tests.faults.hostile.cards import CARDS
from tests.faults.hostile.doors import DOORS
from tests.faults.hostile.guessing import GUESSING
from tests.faults.hostile.people import PEOPLE
from tests.faults.hostile.pressing import PRESSING
from tests.faults.hostile.sizes import SIZES
from tests.faults.hostile.texts import TEXTS
from tests.faults.hostile.tried import Attack

ATTACKS: tuple[Attack, ...] = (*DOORS, *PEOPLE, *PRESSING, *ALTERED, *GUESSING, *TEXTS, *CARDS, *SIZES, *CANARIES)
