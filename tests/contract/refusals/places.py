"""Where the group speaks, and what the service is set up for."""

from __future__ import annotations

from tests.contract.steps import Lacks, Step, Types
from tests.contract.who import LENA, OPERATOR, SAM

NO_CHANNEL = "There is no channel here."
ASKED = "I've asked list@example.org whether Ending violence against women and girls may write there."
ENDED = "Nothing of Ending violence against women and girls goes to list@example.org any more."

STEPS: tuple[Step, ...] = (
    Types(SAM, "group link", "This channel speaks for the group already.", alone=NO_CHANNEL),
    Types(SAM, "group link", NO_CHANNEL, direct=True),
    Types(OPERATOR, "group link group:other", "This channel speaks for another group already.", alone=NO_CHANNEL),
    Types(OPERATOR, "group unlink group:other", "This channel doesn't speak for the group.", alone=NO_CHANNEL),
    Types(SAM, "group link email:nonsense", "“nonsense” isn't an e-mail address."),
    Types(SAM, "group link email:quiet@example.org", "Somebody who reads quiet@example.org has said that nothing"),
    Types(SAM, "group link email:list@example.org", ASKED),
    Types(SAM, "group link email:list@example.org", "list@example.org has been asked, and can answer until Tuesday 12"),
    Types(SAM, "group unlink email:list@example.org", ENDED),
    Types(SAM, "group unlink email:list@example.org", "The group doesn't write to list@example.org."),
    *(
        Types(SAM, f"group {verb} email:list@example.org", said)
        for _ in range(2)
        for verb, said in (("link", ASKED), ("unlink", ENDED))
    ),
    Types(SAM, "group link email:list@example.org", "list@example.org has been asked often enough today. Try again"),
    Lacks(),
    Types(LENA, "open", "There are no pages to open in this service."),
    Types(LENA, "me feed", "I can't offer an address to subscribe to: whoever runs the service hasn't set"),
    Types(SAM, "member invite new@example.org", "This service sends no e-mail. Ask whoever runs it for a code,"),
    Types(SAM, "group link email:list@example.org", "This service sends no e-mail, so no list can be linked."),
    Lacks(False),
)
