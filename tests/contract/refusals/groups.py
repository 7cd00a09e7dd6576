"""Groups, their administrations and seats; who may do what."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import LENA, OPERATOR, SAM

STEPS: tuple[Step, ...] = (
    Types(LENA, "group edit purpose:mine", "Only the group's secretariat can do that."),
    Types(
        SAM,
        'administration add FRA "France" tz:Europe/Paris holidays:FR',
        "Only the people who run this service can do that.",
    ),
    Types(SAM, "action list group:nothing", "I know no group “nothing” that you belong to."),
    Types(OPERATOR, "action done VAWG-1 group:other", "VAWG-1 isn't in the group “other”. Leave out one of the two."),
    Types(
        OPERATOR,
        'administration add TOOLONG1 "X" tz:Europe/Paris holidays:FR',
        "“TOOLONG1” can't be a code. Two to five letters, please, such as DEU.",
    ),
    Types(OPERATOR, 'administration add SCT "X" tz:Europe/Paris holidays:FR', "SCT already means Scottish Government."),
    Types(
        OPERATOR,
        'administration add FRA "X" tz:Europe/Paris holidays:FR languages:???',
        "“???” isn't a language tag, such as de or en-IE.",
    ),
    Types(
        OPERATOR,
        'administration add FRA "X" tz:Europe/Paris holidays:XX',
        "I know no holiday calendar called “XX”. It needs a country's code, such as DE,",
    ),
    Types(
        OPERATOR,
        'group new "no such!" "Z" seats:UKG',
        "“no such!” can't be a short name. Letters, digits and dashes, please: two to 32",
    ),
    Types(OPERATOR, 'group new other "Z" seats:UKG', "The short name “other” is taken."),
    Types(
        OPERATOR,
        'group new zed "Z" seats:XYZ',
        "I don't know XYZ. The administrations are: DEU, GGY, IMN, IRL, JEY, NIR, SCT,",
    ),
    Types(SAM, "group edit marking:SECRET", "I can't hold “SECRET”. OFFICIAL-SENSITIVE is the highest marking here."),
    Types(SAM, "group edit notices:soon", "“soon” isn't a list of days. Say up to 5 whole numbers of days before a"),
    Types(SAM, "seat add SCT from:2027-09-01", "Scotland has a seat in this group already, or is about to."),
    Types(SAM, "seat suspend DEU", "Germany has no seat in this group."),
    Types(SAM, "seat resume SCT", "Scotland isn't suspended, so there is nothing to resume."),
    Types(
        SAM, "seat add JEY from:2026-01-01", "Thursday 1 January 2026 has passed. A seat joins or leaves from today on,"
    ),
    Types(SAM, "seat leave IMN on:2027-08-01", "Isle of Man Government leaves already, on Thursday 1 July 2027."),
    Types(SAM, "seat order SCT,UKG", "A new order names every seat once. Missing: IRL, NIR and WLS."),
    Types(
        OPERATOR,
        'administration add FRA "X" tz:Europe/Paris holidays:GB',
        "“GB” needs a part of GB whose holidays I know: ENG, NIR, SCT, WLS. You could say GB-CODE.",
    ),
    Types(OPERATOR, "group new lone Lone seats:JEY", "Lone (lone) is set up."),
    Types(
        OPERATOR, "seat leave JEY on:2027-05-01 group:lone", "Jersey has the only seat. Without it nobody could chair:"
    ),
    Types(OPERATOR, "meeting add 6 Jan 2027 10:00 group:lone", "Meeting 1 is on Wednesday 6 January 2027, 10:00."),
    Types(OPERATOR, "meeting add 10 Mar 2027 10:00 group:lone", "Meeting 2 is on Wednesday 10 March 2027, 10:00."),
    Types(
        OPERATOR,
        'rota policy set basis:term terms:"5 Jan 2027" host:off group:third',
        "A third: turns pass by other policies from now on.",
    ),
    Types(
        OPERATOR,
        "rota policy set basis:held group:third",
        "A seat was told term 1, which has no last day yet. Give the day on which it ends first:",
    ),
    Types(OPERATOR, "rota swap with:SCT for:UKG role:host group:third", "This group meets without a host, so hosting"),
    Types(
        OPERATOR, 'meeting poll "12 May 10:00" group:third', "Nobody holds a post of a seat yet, so there is nobody to"
    ),
)

LATE: tuple[Step, ...] = (
    Types(SAM, "seat suspend NIR", "Northern Ireland is suspended in Ending violence against women"),
    Types(SAM, "seat suspend NIR", "Northern Ireland is suspended already."),
    Types(
        SAM,
        "rota set meeting:VAWG-M5 chair:NIR reason:x",
        "Northern Ireland is suspended, so it can't be given a turn.",
    ),
    Types(SAM, "seat resume NIR", "Northern Ireland takes turns in Ending violence against women"),
    Types(
        OPERATOR,
        "rota decline role:chair reason:x group:third",
        "Term 1 is under way since Tuesday 5 January 2027 and keeps",
    ),
    Types(
        OPERATOR,
        "meeting cancel 1 reason:x group:lone",
        "The next turn has been told since, so what is noted of meeting 1 stands.",
    ),
    Types(
        OPERATOR, "seat add GGY from:2027-02-26 group:lone", "Guernsey has a seat in Lone from Friday 26 February 2027."
    ),
    Types(
        OPERATOR,
        "calendar check 1 Jul 2028 group:lone",
        "No day within three years of Saturday 1 July 2028 is free for",
    ),
    Types(
        OPERATOR,
        "decide X extent:GGY clearance:GGY by:2027-03-05 outcome:agreed meeting:1 group:lone",
        "Guernsey has no working day within three years of Friday 26 February 2027. Please check its calendar.",
    ),
)
