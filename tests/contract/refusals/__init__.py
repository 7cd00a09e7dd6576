"""Every kind of refusal that words can bring about: said on each face, in the same words."""

from __future__ import annotations

from tests.contract.refusals import actions, groups, meetings, people, places, rota, words
from tests.contract.steps import Step

STEPS: tuple[Step, ...] = (
    *words.STEPS,
    *groups.STEPS,
    *places.STEPS,
    *people.STEPS,
    *meetings.STEPS,
    *actions.STEPS,
    *rota.STEPS,
)

LATE: tuple[Step, ...] = (
    *meetings.LATE,
    *actions.LATE,
    *people.LATE,
    *rota.LATE,
    *groups.LATE,
)
"""What comes too late, once there is a record."""
