"""The whole script, in its order."""

from __future__ import annotations

from tests.contract import actions, files, meetings, people, turns
from tests.contract.steps import Step

STEPS: tuple[Step, ...] = (*people.STEPS, *meetings.STEPS, *actions.STEPS, *files.STEPS, *turns.STEPS)
