"""People: their posts, and what they set for themselves."""

from __future__ import annotations

from tests.contract.steps import Presses, Step, Types
from tests.contract.who import DARA, LENA, NOBODY, SAM, ULA, WYN

STEPS: tuple[Step, ...] = (
    Types(
        SAM,
        "member add zed seat:SCT as:lead",
        "Nobody in this group is called “zed”. Mention them, or give their e-mail",
    ),
    Types(SAM, "member add new@example.org seat:SCT as:member", "Nia Reid is already member for Scottish Government."),
    Types(SAM, "member remove new@example.org as:lead", "Nia Reid holds no such post here."),
    Types(SAM, "member remove sam@example.org", "A group always has a secretariat. Add somebody else first:"),
    Types(
        SAM,
        "member add zed@example.org seat:SCT as:secretariat",
        "The secretariat belongs to no seat. Leave “seat:” out.",
    ),
    Types(
        SAM,
        'member remove "Nobody Known"',
        "I know nobody in this group called “Nobody Known”. Try their e-mail address, or",
    ),
    Types(SAM, "member remove lena", "Several people are called “lena”. Whom do you mean?"),
    Types(SAM, "member invite lead.sct@example.org", "I know Lena Sct in chat already, so there is nothing to join."),
    Types(LENA, "me link hello", "“hello” doesn't look like a code. A code has eight letters and digits, like"),
    Types(LENA, "me hours soon", "I can't read “soon” as office hours. Like this: 9:00-17:00, or with days:"),
    Types(LENA, "me hours 17:00-9:00", "Office hours can't end at 09:00 if they begin at 17:00."),
    Types(
        LENA, "me hours 9:00-9:30", "Office hours need to last at least an hour, so that a reminder finds you there."
    ),
    Types(
        LENA, "me hours sat 9:00-15:00", "I never write at weekends, so “sat 9:00-15:00” won't work. Choose days from"
    ),
    Types(LENA, "me language tlh", "I can't write in “tlh” yet. I can write in: British English (en-GB)."),
    Types(
        LENA, "me pause until:2027-01-01", "Friday 1 January 2027 is today or past. Until which day from tomorrow on?"
    ),
    Types(
        SAM,
        "member add lead.sct@example.org email:lead.wls@example.org seat:SCT as:member",
        "That account and that address don't belong to the same person as far as I know, and I can't join two people",
    ),
    Types(SAM, 'member invite "Ada Less"', "I know no e-mail address of Ada Less."),
    Types(
        ULA,
        "me link {code of lead.wls@example.org}",
        "This account is tied to another name. Only the secretariat can merge two names.",
    ),
    *(
        Types(WYN, "me link AAAA-AAAA", "That code doesn't work: it is wrong, used already, or older than")
        for _ in range(5)
    ),
    Types(WYN, "me link AAAA-AAAA", "That was one wrong code too many. Please wait 15 minutes, then try again."),
    Types(
        NOBODY, "action done 1", "I don't know which official you are yet. Ask your secretariat for a code, then type:"
    ),
    Types(
        LENA, "me prefers web nowhere", "You have no account in “nowhere” that I know. “me prefers” tells which there"
    ),
    Types(
        DARA,
        "me prefers here",
        "From now on I write to you in",
        unheard="Here you only get answers: nothing comes to you by itself. “me prefers” tells where something can.",
    ),
    Presses(DARA, "Undo", "undo {n}", "Dara Sct took a change back."),
)

LATE: tuple[Step, ...] = (
    Types(LENA, "me prefers pigeon", "I don't know “pigeon” as a place to write to. Say one of slack,"),
    Presses(DARA, "Undo", "undo {n}", "That was taken back already."),
    Presses(LENA, "Undo", "undo {n}", "That was more than 15 minutes ago, so I can't take it back any more."),
)
