"""Who does what in the contract."""

from __future__ import annotations

from tests.world import OPERATOR, SECRETARIAT, deputy, lead

SAM = SECRETARIAT
LENA, ULA, WYN, NELL, IDA = lead("SCT"), lead("UKG"), lead("WLS"), lead("NIR"), lead("IRL")
DARA = deputy("SCT")
NEW, DANA, NOBODY = "new@example.org", "dana@example.org", "nobody@example.org"

__all__ = ["DANA", "DARA", "IDA", "LENA", "NELL", "NEW", "NOBODY", "OPERATOR", "SAM", "ULA", "WYN"]
