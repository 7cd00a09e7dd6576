"""The whole script, in its order."""

from __future__ import annotations

from tests.contract import actions, files, meetings, people, refusals, turns
from tests.contract.steps import Fills, Step, Types
from tests.contract.who import SAM

ENDS: tuple[Step, ...] = (
    Fills(SAM, "group close", {"reason": "Its work is done"}, "has ended: Its work is done"),
    Types(SAM, "meeting add 1 Jun 2028 10:00 group:vawg", "Its record can be read, but nothing in it changes"),
)

STEPS: tuple[Step, ...] = (
    *people.STEPS,
    *refusals.STEPS,
    *meetings.STEPS,
    *actions.STEPS,
    *files.STEPS,
    *turns.STEPS,
    *refusals.LATE,
    *ENDS,
)
