"""What became of a file, row by row, for whoever runs the import."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.imports import Fate, Remark, Report, Row
from bot.messages.characters import one_line
from bot.presenters.refusals import refused
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def reported(report: Report, words: Words) -> Iterator[str]:
    """One line a row, then what was ignored, and what was kept."""
    for row in report.rows:
        yield _row(row, words)
    if report.ignored:
        yield words("import-ignored", columns=words.listed(one_line(column) for column in report.ignored))
    counts = {fate.value: report.count(fate) for fate in Fate}
    yield words("import-counts", **counts)
    outcome = "kept" if report.kept else "refused" if report.refused else "dry"
    yield words("import-outcome", outcome=outcome)


def _row(row: Row, words: Words) -> str:
    what = one_line(", ".join(part for part in row.what if part)) or words("import-row-unread")
    why = refused(row.why, words).title if row.why is not None else ""
    remarks = [
        words(f"import-remark-{remark.value}", fact=_fact(remark, fact, words)) for remark, fact in row.remarks.items()
    ]
    said = " ".join(part for part in (why, *remarks) if part)
    return words("import-row", line=str(row.line), fate=row.fate.value, what=what, said=one_line(said) or "none")


def _fact(remark: Remark, fact: str, words: Words) -> str:
    if remark is Remark.OFF_ROTA:
        return seat_name(fact or None, words)
    return fact or "none"
