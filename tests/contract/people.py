"""Who takes part: governments, groups, seats, people, and what each of them set for themselves."""

from __future__ import annotations

from tests.contract.steps import Fills, Presses, Step, Types
from tests.contract.who import DANA, DARA, LENA, NEW, OPERATOR, SAM, WYN

NO_CHANNEL = "There is no channel here."

STEPS: tuple[Step, ...] = (
    Types(SAM, "help", "I keep your working groups going"),
    Types(SAM, "my", "Nothing waits on you."),
    Types(SAM, "home", "Nothing waits on you."),
    Types(SAM, "open", "Your pages in the browser"),
    Types(SAM, "me", "You are Sam Taylor"),
    Presses(SAM, "Change office hours", "me hours", opens=True),
    Presses(SAM, "Quieter, please", "me quieter", "You'll hear less from now on."),
    Types(SAM, "me", "You are Sam Taylor"),
    Presses(SAM, "Back to the usual", "me quieter off", "You'll hear as much as everybody from now on."),
    Presses(SAM, "Choose where I write", "me prefers", "Where I write to you: in chat, else by e-mail"),
    Fills(
        OPERATOR,
        "administration add",
        {"code": "DEU", "name": "Germany", "tz": "Europe/Berlin", "holidays": "DE"},
        "Germany (DEU) can take part now.",
    ),
    Types(OPERATOR, "administration list", "9 administrations can take part"),
    Fills(
        OPERATOR, "group new", {"slug": "other", "name": "Another", "seats": "UKG, SCT"}, "Another (other) is set up."
    ),
    Types(OPERATOR, 'group new third "A third" seats:UKG,SCT', "A third (third) is set up."),
    Presses(OPERATOR, "Add people", "member add group:third", opens=True),
    Presses(OPERATOR, "Say when it meets", "meeting series group:third", opens=True),
    Types(OPERATOR, "group list", "You are in 2 groups"),
    Types(SAM, "group show", "Ending violence against women and girls (vawg)"),
    Fills(SAM, "group edit", {"purpose": "Share what works"}, "Ending violence against women and girls was changed."),
    Fills(SAM, "seat add", {"seat": "IMN", "from": "2027-06-01"}, "Isle of Man has a seat in Ending violence"),
    Presses(SAM, "Add its people", "member add seat:IMN group:vawg", opens=True),
    Fills(SAM, "seat order", {"seats": "IRL, NIR, SCT, UKG, WLS"}, "Ending violence against women and girls"),
    Fills(SAM, "seat suspend", {"seat": "NIR"}, "Northern Ireland is suspended in Ending violence"),
    Presses(SAM, "See the next turns", "rota group:vawg", "Ending violence against women and girls: the next turns"),
    Fills(SAM, "seat resume", {"seat": "NIR"}, "Northern Ireland takes turns in Ending violence"),
    Fills(
        SAM,
        "member add",
        {"person": NEW, "as": "member", "seat": "SCT", "name": "Nia Reid"},
        "Nia Reid is now member for Scotland.",
    ),
    Fills(
        SAM,
        "member add",
        {"people": f"Dana <{DANA}> SCT observer"},
        "Ending violence against women and girls: one person has a new post.",
        wrong=(
            ({"people": "zoe@example.org SCT\nzed@example.org lead"}, {"people": "No seat is given. For example:"}),
            (
                {"people": "x\n" * 101},
                {"people": "That is more than I can add at once. Paste up to 100 lines at a time."},
            ),
        ),
    ),
    Fills(
        SAM,
        "member invite",
        {"person": NEW},
        "A new invitation is on its way to Nia Reid. The link in the one before works no more.",
    ),
    Fills(NEW, "me link", {"code": f"{{code of {NEW}}}"}, "This account is yours"),
    Types(LENA, "member me", "You hold one post in Ending violence against women and girls"),
    Types(SAM, "member list", "Ending violence against women and girls: 14 people"),
    Fills(SAM, "member remove", {"person": "deputy.wls@example.org"}, "Dara Wls"),
    Types(
        SAM,
        "seat leave IMN on:2027-05-01",
        "Isle of Man Government has its seat only from Tuesday 1 June 2027, so it can",
    ),
    Fills(SAM, "seat leave", {"seat": "IMN", "on": "2027-07-01"}, "Isle of Man"),
    Types(LENA, "me language", "Your language: British English"),
    Presses(LENA, "British English", "me language en-GB", "From now on I write to you in British English."),
    Types(LENA, "me hours mon-thu 9:00-15:00", "Your office hours: Monday to Thursday, 09:00–15:00 (Europe/London)."),
    Presses(WYN, "Undo", "undo {n}", "There is nothing of yours that I can take back.", of=LENA),
    Presses(LENA, "Undo", "undo {n}", "Their office hours are what they were before."),
    Types(LENA, "me hours 9:00-17:00", "Your office hours: Monday to Friday, 09:00–17:00 (Europe/London)."),
    Types(LENA, "me quieter", "You'll hear less from now on."),
    Types(LENA, "me quieter off", "You'll hear as much as everybody from now on."),
    Types(DARA, "me prefers mail", "From now on I write to you by e-mail first."),
    Types(LENA, "me feed", "All your meetings in your own calendar"),
    Presses(LENA, "Take the address back", "me feed revoke", "The address no longer works. Ask again for a new one."),
    Fills(LENA, "me calendar", {"calendar": "feed"}, "From now on I send no invitations."),
    Presses(
        LENA,
        "Invite me by mail",
        "me calendar mail",
        "From now on I invite you to meetings by mail, and keep your calendar right.",
    ),
    Presses(LENA, "No invitations, please", "me calendar feed", "From now on I send no invitations."),
    Fills(LENA, "me pause", {"until": "2027-01-11"}, "I remind you of no action before Monday 11 January 2027."),
    Types(LENA, "me pause off", "I remind you of actions again."),
    Types(SAM, "group unlink", "Sam Taylor unlinked a channel", alone=NO_CHANNEL),
    Types(SAM, "group link", "Sam Taylor linked a channel to Ending violence", alone=NO_CHANNEL),
)
