"""One reply for several commands: each line answered, in its order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.model import Block, Button, Buttons, Message, Paragraph, Strong, Text, buttons
from bot.presenters.speech import Words

BRIEF = 60
ELLIPSIS = "…"


def answered(lines: Sequence[tuple[str, Message, bool]], words: Words) -> Message:
    """``lines`` are what was typed, what was answered, and whether it was done. A line that wasn't is said with what
    was typed; each that was can be taken back by a button of its own."""
    done = sum(fine for _, _, fine in lines)
    title = words("together-title", done=done, refused=len(lines) - done)
    blocks: list[Block] = []
    undo: list[Button] = []
    for number, (typed, reply, fine) in enumerate(lines, 1):
        blocks.append(_line(number, typed, reply, words, fine=fine))
        offered = [button for block in reply.blocks if isinstance(block, Buttons) for button in block.buttons]
        if not fine:
            blocks += buttons(offered)
        undo += [_undo(number, button, words) for button in offered if fine and button.command.startswith("undo")]
    return Message(title, (*blocks, *buttons(undo)), words.language)


def _line(number: int, typed: str, reply: Message, words: Words, *, fine: bool) -> Paragraph:
    if fine:
        return Paragraph((Strong(f"{number}. "), Text(reply.title)))
    one = " ".join(typed.split())
    brief = one if len(one) <= BRIEF else one[: BRIEF - 1].rstrip() + ELLIPSIS
    said = words.line("together-refused", typed=Text(brief), why=Text(reply.title))
    return Paragraph((Strong(f"{number}. "), *said))


def _undo(number: int, button: Button, words: Words) -> Button:
    return words.button("together-undo", button.command, number=number)
