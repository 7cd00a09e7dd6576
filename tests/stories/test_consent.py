"""Sixteen months of consent: declines, a swap, an open call, an override and a suspension, and all that was said."""

from __future__ import annotations

from bot.db.unit_of_work import Database
from tests.stories.test_turns import begun, happened, told, turns
from tests.world import SECRETARIAT, lead

SAID = """
Mon 4 Jan 09:30 lead.ukg: UK Government chairs VAWG on Wednesday 20 January 2027
Mon 4 Jan 10:00 lead.wls: VAWG: could Wales chair on Wednesday 20 January 2027, in UK Government's place?
Tue 5 Jan 09:00 lead.sct: A reminder: Scotland hosts VAWG on Wednesday 20 January 2027
Tue 5 Jan 10:00 lead.nir: VAWG: could Northern Ireland chair on Wednesday 20 January 2027, in UK Government's place?
Wed 6 Jan 10:00 lead.ukg: Northern Ireland chairs VAWG on Wednesday 20 January 2027, in UK Government's place
Wed 13 Jan 09:00 lead.nir: Northern Ireland chairs VAWG on Wednesday 20 January 2027: what you need
Wed 13 Jan 09:00 lead.sct: A reminder: Scotland hosts VAWG on Wednesday 20 January 2027
Wed 20 Jan 12:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 April 2027
Wed 20 Jan 12:00 lead.wls: Wales hosts VAWG on Wednesday 21 April 2027
Tue 2 Feb 09:00 lead.irl: VAWG: Scotland asks Ireland to swap turns in the chair
Wed 3 Feb 10:00 lead.irl: Over to Ireland: it chairs VAWG next, on Wednesday 21 April 2027
Wed 3 Feb 10:00 lead.sct: VAWG: Scotland and Ireland have swapped turns in the chair
Wed 24 Mar 09:00 lead.irl: A reminder: Ireland chairs VAWG on Wednesday 21 April 2027
Wed 24 Mar 09:00 lead.wls: A reminder: Wales hosts VAWG on Wednesday 21 April 2027
Wed 14 Apr 09:00 lead.irl: Ireland chairs VAWG on Wednesday 21 April 2027: what you need
Wed 14 Apr 09:00 lead.wls: A reminder: Wales hosts VAWG on Wednesday 21 April 2027
Wed 21 Apr 12:00 lead.nir: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Wed 21 Apr 12:00 lead.wls: Over to Wales: it chairs VAWG next, on Wednesday 21 July 2027
Tue 4 May 09:00 lead.irl: VAWG: who can chair on Wednesday 21 July 2027, in Wales's place?
Tue 4 May 09:00 lead.sct: VAWG: who can chair on Wednesday 21 July 2027, in Wales's place?
Tue 4 May 09:00 lead.ukg: VAWG: who can chair on Wednesday 21 July 2027, in Wales's place?
Mon 10 May 09:00 lead.wls: VAWG: nobody has answered, so the turn on Wednesday 21 July 2027 stays Wales's for now
Mon 10 May 09:00 sam: VAWG: nobody has taken the chair of VAWG-M3 on Wednesday 21 July 2027 from Wales
Wed 12 May 10:00 lead.ukg: Over to UK Government: it chairs VAWG next, on Wednesday 21 July 2027
Wed 12 May 10:00 lead.wls: VAWG: Wales's next turn in the chair is now on Wednesday 20 October 2027
Wed 12 May 10:11 lead.nir: Answered by Sam Taylor: Northern Ireland accepts, and hosts VAWG on Wednesday 21 July 2027
Wed 23 Jun 09:00 lead.nir: A reminder: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Wed 23 Jun 09:00 lead.ukg: A reminder: UK Government chairs VAWG on Wednesday 21 July 2027
Wed 14 Jul 09:00 lead.nir: A reminder: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Wed 14 Jul 09:00 lead.ukg: UK Government chairs VAWG on Wednesday 21 July 2027: what you need
Wed 21 Jul 12:00 lead.irl: Ireland hosts VAWG on Wednesday 20 October 2027
Wed 21 Jul 12:00 lead.wls: Over to Wales: it chairs VAWG next, on Wednesday 20 October 2027
Wed 22 Sep 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 20 October 2027
Wed 22 Sep 09:00 lead.wls: A reminder: Wales chairs VAWG on Wednesday 20 October 2027
Mon 27 Sep 09:00 deputy.irl: Not answered yet: Ireland hosts VAWG on Wednesday 20 October 2027
Thu 30 Sep 09:00 sam: Not answered yet: Ireland hosts VAWG on Wednesday 20 October 2027
Wed 13 Oct 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 20 October 2027
Wed 13 Oct 09:00 lead.wls: Wales chairs VAWG on Wednesday 20 October 2027: what you need
Mon 18 Oct 10:00 lead.irl: VAWG: Ireland's next turn to host is now on Wednesday 19 January 2028
Mon 18 Oct 10:00 lead.nir: VAWG: Northern Ireland's next turn to host comes later
Mon 18 Oct 10:00 lead.sct: Scotland hosts VAWG on Wednesday 20 October 2027
Mon 18 Oct 10:00 lead.ukg: VAWG: UK Government's next turn to host is now on Wednesday 19 July 2028
Wed 20 Oct 12:00 lead.irl: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 20 Oct 12:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 19 January 2028
Tue 2 Nov 10:00 lead.nir: VAWG: Northern Ireland's next turn to host comes later
Tue 2 Nov 10:00 lead.sct: VAWG: Scotland's next turn in the chair comes later
Tue 2 Nov 10:00 lead.ukg: VAWG: UK Government's next turns move
Tue 2 Nov 10:00 lead.wls: VAWG: Wales's next turns move
Wed 1 Dec 09:00 lead.ukg: Over to UK Government: it chairs VAWG next, on Wednesday 19 January 2028
Wed 22 Dec 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 22 Dec 09:00 lead.ukg: Please answer: UK Government chairs VAWG on Wednesday 19 January 2028
Mon 27 Dec 09:00 deputy.irl: Not answered yet: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 29 Dec 09:00 deputy.ukg: Not answered yet: UK Government chairs VAWG on Wednesday 19 January 2028
Thu 30 Dec 09:00 sam: Not answered yet: Ireland hosts VAWG on Wednesday 19 January 2028
Tue 4 Jan 09:00 sam: Not answered yet: UK Government chairs VAWG on Wednesday 19 January 2028
Wed 12 Jan 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 12 Jan 09:00 lead.ukg: UK Government chairs VAWG on Wednesday 19 January 2028: what you need
Wed 19 Jan 12:00 lead.ukg: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 19 Jan 12:00 lead.wls: Over to Wales: it chairs VAWG next, on Wednesday 19 April 2028
Wed 22 Mar 09:00 lead.ukg: Please answer: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 22 Mar 09:00 lead.wls: Please answer: Wales chairs VAWG on Wednesday 19 April 2028
Mon 27 Mar 09:00 deputy.ukg: Not answered yet: UK Government hosts VAWG on Wednesday 19 April 2028
Mon 27 Mar 09:00 deputy.wls: Not answered yet: Wales chairs VAWG on Wednesday 19 April 2028
Thu 30 Mar 09:00 sam: Not answered yet: UK Government hosts VAWG on Wednesday 19 April 2028
Thu 30 Mar 09:00 sam: Not answered yet: Wales chairs VAWG on Wednesday 19 April 2028
Wed 12 Apr 09:00 lead.ukg: Please answer: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 12 Apr 09:00 lead.wls: Wales chairs VAWG on Wednesday 19 April 2028: what you need
"""


def test_sixteen_months_of_consent(database: Database) -> None:
    story = begun(database)
    # The first chair can't; Wales says no, Northern Ireland takes it.
    story.types("2027-01-04 10:00", lead("UKG"), 'rota decline reason:"a reshuffle"')
    story.types("2027-01-04 10:05", lead("SCT"), "rota accept")
    story.types("2027-01-05 10:00", lead("WLS"), "rota decline VAWG-M1 role:chair for:WLS")
    story.types("2027-01-06 10:00", lead("NIR"), "rota take VAWG-M1 role:chair")
    story.types("2027-01-20 11:50", lead("NIR"), 'rota note "Two papers are with the lawyers"')
    story.types("2027-01-20 12:00", lead("NIR"), "meeting close 1")
    # Scotland was told the second chair, and swaps it with Ireland.
    story.types("2027-02-01 10:00", lead("SCT"), 'rota swap with:IRL role:chair reason:"an election"')
    story.types("2027-02-03 10:00", lead("IRL"), "rota swap with:SCT answer:yes")
    story.types("2027-02-03 10:01", lead("WLS"), "rota accept VAWG-M2 role:host")
    story.types("2027-04-21 12:00", lead("IRL"), "meeting close 2")
    # Nobody takes Wales's chair from an open call in time; the secretariat names the UK Government.
    story.types("2027-05-03 10:00", lead("WLS"), "rota offer VAWG-M3 role:chair")
    story.types("2027-05-12 10:00", SECRETARIAT, 'rota set chair:UKG meeting:3 reason:"the call found nobody"')
    story.types("2027-05-12 10:10", lead("UKG"), "rota accept VAWG-M3 role:chair")
    story.types("2027-05-12 10:11", SECRETARIAT, "rota accept VAWG-M3 role:host")
    story.types("2027-07-21 12:00", lead("UKG"), "meeting close 3")
    # A storm: another host for the fourth meeting.
    story.types("2027-08-02 10:00", lead("WLS"), "rota accept VAWG-M4 role:chair")
    story.types("2027-10-18 10:00", SECRETARIAT, "meeting host 4 SCT reason:storm")
    story.types("2027-10-18 10:05", lead("SCT"), "rota accept VAWG-M4 role:host")
    story.types("2027-10-20 12:00", lead("WLS"), "meeting close 4")
    # Scotland has no ministers from December; it returns in March.
    story.types("2027-11-02 10:00", SECRETARIAT, "seat suspend SCT from:1/12/2027")
    expected = turns(story, 2)
    story.types("2028-01-19 12:00", SECRETARIAT, "meeting close 5")
    story.types("2028-03-01 10:00", SECRETARIAT, "seat resume SCT")
    story.types("2028-04-19 12:00", SECRETARIAT, "meeting close 6")
    assert happened(story) == [
        (1, "NIR", "SCT"),
        (2, "IRL", "WLS"),
        (3, "UKG", "NIR"),
        (4, "WLS", "SCT"),
        (5, "UKG", "IRL"),
        (6, "WLS", "UKG"),
    ]
    assert [(turn.number, turn.chair, turn.host) for turn in expected] == happened(story)[4:]
    assert told(story) == SAID.strip().split("\n")
