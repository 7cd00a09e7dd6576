"""What leaves as a file, and what was said to whom."""

from __future__ import annotations

from tests.contract.steps import Fills, Presses, Step, Types
from tests.contract.who import SAM

STEPS: tuple[Step, ...] = (
    *(
        Types(SAM, f"export {what} format:csv", "of Ending violence against women and girls, as a file")
        for what in ("actions", "turns", "meetings", "decisions", "members", "calendar", "audit")
    ),
    Presses(SAM, "Undo", "undo {n}", "The group's record was exported as a file since,"),
    Types(SAM, "export attendance format:csv", "in Ending violence against women and girls, as a file"),
    Types(SAM, "export pack format:csv", "of Ending violence against women and girls, packed into one file"),
    Fills(SAM, "export schedule", {"what": "actions"}, "Actions of Ending violence against women and girls: as XLSX"),
    Presses(
        SAM,
        "Stop",
        "export schedule off actions group:vawg",
        "Stopped: Actions of Ending violence against women and girls. Nothing more of it comes",
    ),
    Types(SAM, "export schedule actions", "Actions of Ending violence against women and girls: as XLSX"),
    Types(SAM, "export schedule list", "One export of Ending violence against women and girls comes each month"),
    Fills(
        SAM,
        "export schedule",
        {"what": "turns", "format": "csv"},
        "Turns of Ending violence against women and girls: as CSV",
    ),
    Types(
        SAM,
        "export schedule off turns",
        "Stopped: Turns of Ending violence against women and girls. Nothing more of it comes by itself.",
    ),
    Types(SAM, "delivery", "that were to be said"),
)
