"""The queue of chair and host: rules as pure functions over events (rules, section 2).

``replay`` makes a Rotation of the seats, the policy and the ledger's events. ``project`` says what comes and why,
``assign`` which events are to be appended now; both choose by the same function. Everything is a value: what
happens next is another Rotation.
"""

from __future__ import annotations

from . import events, reasons, refusals
from .board import Step
from .codec import JsonObject, from_json, policy_from_json, policy_to_json, to_json
from .projection import Turn, assign, offer_order, project
from .rotation import Rotation, Standing, replay
from .terms import Absences, Away, Basis, Cancelling, Hosting, Kind, Missing, Policy, Role, Slot, TurnState

__all__ = [
    "Absences",
    "Away",
    "Basis",
    "Cancelling",
    "Hosting",
    "JsonObject",
    "Kind",
    "Missing",
    "Policy",
    "Role",
    "Rotation",
    "Slot",
    "Standing",
    "Step",
    "Turn",
    "TurnState",
    "assign",
    "events",
    "from_json",
    "offer_order",
    "policy_from_json",
    "policy_to_json",
    "project",
    "reasons",
    "refusals",
    "replay",
    "to_json",
]
