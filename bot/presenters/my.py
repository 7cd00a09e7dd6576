"""What waits on one person, in words, with a button for each thing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.my import Mine, OwnTurn, ToAnswer
from bot.domain.polls import PollShown
from bot.domain.reminders import Digested
from bot.messages.model import Block, Buttons, Message, Paragraph, Strong, Table, Text, buttons
from bot.presenters import action_words, occasions
from bot.presenters.decisions import asked, clearance_asked
from bot.presenters.digests import by_group, heading, offers
from bot.presenters.offers import offered
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

MOST = 20
"""Actions shown; further ones are counted."""


def waiting(found: Mine, prefix: str, words: Words) -> Message:
    """Turns to answer, actions to do, and the next meetings, in all groups."""
    if not found.groups:
        return Message(words("my-no-group"), (words.paragraph("my-no-group-how", prefix=prefix),), words.language)
    said = [*(asked(one, words) for one in found.asked), *(clearance_asked(one, words) for one in found.clearances)]
    count = len(found.turns) + len(found.offers) + len(found.polls) + len(said)
    count += len(found.actions.own) + len(found.actions.offers)
    blocks: list[Block] = [block for turn in found.turns for block in _turn(turn, words)]
    for one in (*(offered(offer, words) for offer in found.offers), *said):
        blocks += [Paragraph((Strong(one.title),)), *one.blocks]
    for poll in found.polls:
        blocks += _poll(poll, words)
    blocks += _actions(found.actions, prefix, words)
    if found.meetings:
        blocks.append(_meetings(found, words))
    blocks += _turns_ahead(found.own, words)
    return Message(words("my-title", count=count), (*blocks, words.note("my-more", prefix=prefix)), words.language)


def unknown(prefix: str, words: Words) -> Message:
    """A kind word to somebody whose account is tied to nobody: how to begin."""
    return Message(
        words("my-unknown"),
        (words.paragraph("my-unknown-how", prefix=prefix), words.note("my-unknown-help", prefix=prefix)),
        words.language,
    )


def _turn(turn: ToAnswer, words: Words) -> tuple[Paragraph, Buttons]:
    line = words.paragraph(
        "my-turn",
        group=(Strong(turn.group.name),),
        seat=seat_name(turn.seat, words),
        role=turn.role.value,
        meeting=occasions.named(turn.meeting.number, words),
        when=occasions.about(turn.meeting, words),
    )
    accept = words.button("my-turn-accept", f"rota accept {turn.meeting.reference} role:{turn.role.value}")
    decline = words.button("turn-notice-decline", f"rota decline {turn.meeting.reference} role:{turn.role.value}")
    return line, Buttons((accept, decline))


def _poll(found: PollShown, words: Words) -> tuple[Paragraph, Buttons]:
    poll = found.poll
    closes = words.moment(poll.closes_at, poll.zone)
    line = words.paragraph("my-poll", group=(Strong(poll.group.name),), closes=closes)
    return line, Buttons((words.button("my-poll-answer", f"meeting poll answer {poll.reference}"),))


def _turns_ahead(own: Sequence[OwnTurn], words: Words) -> list[Block]:
    """A line for each group: whose turn of theirs comes when."""
    groups = {turn.group.id: turn.group.name for turn in own}
    return [
        words.paragraph(
            "my-turns-ahead",
            group=(Strong(name),),
            turns=words.listed(_own(turn, words) for turn in own if turn.group.id == id),
        )
        for id, name in groups.items()
    ]


def _own(turn: OwnTurn, words: Words) -> str:
    """``you chair on Wednesday 21 April 2027``; to somebody who doesn't lead the seat, ``Scotland chairs on …``."""
    return words(
        "my-own-turn",
        own="yes" if turn.leads else "no",
        seat=seat_name(turn.seat, words),
        role=turn.role.value,
        when=occasions.when(turn.when, words),
    )


def _actions(found: Digested, prefix: str, words: Words) -> list[Block]:
    own, raised = found.own[:MOST], found.raised[: max(0, MOST - len(found.own))]
    blocks: list[Block] = offers(found.offers, words)
    for group in by_group(own):
        lines = [Paragraph(action_words.line(action, found.today, words)) for action in group]
        blocks += [heading(group), *lines, *buttons(action_words.done_button(action, words) for action in group)]
    if raised:
        blocks.append(words.paragraph("digest-raised"))
        blocks += [Paragraph(action_words.owned_line(action, found.today, words)) for action in raised]
    left = len(found.own) + len(found.raised) - len(own) - len(raised)
    if left:
        blocks.append(words.note("my-actions-more", count=left, prefix=prefix))
    return blocks


def _meetings(found: Mine, words: Words) -> Table:
    rows = tuple(
        (
            (Text(one.group.name),),
            (Text(one.meeting.reference),),
            (words.moment(one.meeting.starts_at, one.meeting.zone),),
        )
        for one in found.meetings
    )
    columns = (words("column-group"), words("column-meeting"), words("column-when"))
    return Table(columns, rows, caption=words("my-meetings"))
