"""The log of actions in words, for a page: what each cell says. Rows stand in the order asked for, figures by
alphabet."""

from __future__ import annotations

from bot.domain.action_lists import ActionFilter, ActionLine
from bot.domain.action_log import ActionLog, Figures
from bot.presenters import action_lists
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def title(found: ActionLog, words: Words) -> str:
    return words("log-title", group=found.group.name)


def which(words: Words) -> tuple[tuple[str, str], ...]:
    """The filters with their labels."""
    return tuple((one.value, words(_choice(one, words))) for one in ActionFilter)


def seats(found: ActionLog, words: Words) -> tuple[tuple[str, str], ...]:
    """Every seat, then each by name."""
    named = sorted(((code, seat_name(code, words)) for code in found.seats), key=lambda pair: pair[1])
    return (("", words("log-every-seat")), *named)


def cells(action: ActionLine, found: ActionLog, words: Words) -> tuple[str, ...]:
    """What stands beside the reference: the text, where it applies, who, by when."""
    return (
        action_lists.cell_text(action, words),
        words.listed(words.name("territory", code) for code in action.extent),
        _owner(action, words),
        action_lists.cell_due(action, found.listed.today, words),
    )


def figures(one: Figures, words: Words) -> tuple[str, str, str]:
    if one.seat is None:
        who = words("log-figures-all")
    else:
        who = seat_name(one.seat, words) if one.seat else words("console-secretariat")
    return who, str(one.open), str(one.overdue)


def _owner(action: ActionLine, words: Words) -> str:
    if not action.owner or not action.seat:
        return action_lists.cell_owner(action, words)
    return f"{action.owner} ({seat_name(action.seat, words)})"


def _choice(one: ActionFilter, words: Words) -> str:
    own = f"choice-filter-{one.value}"
    return own if words.has(own) else f"choice-{one.value}"
