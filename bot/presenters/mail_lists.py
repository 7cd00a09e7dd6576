"""E-mail lists in words: the question to one, the pages behind its links, what it answered, and what each mail to it
says of where it comes from."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.dates import local
from bot.domain.mail_lists import Answered, MailList
from bot.messages.model import Block, Buttons, Link, Message, Note, Paragraph, Text, buttons
from bot.presenters.preferences import language_named
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of


def asked(found: MailList, words: Words) -> Message:
    """To the secretariat: the question is on its way."""
    title = words("list-asked", address=Text(found.address), group=Text(found.group.name))
    notes = [words.note("list-asked-means", day=_until(found, words))]
    if found.language:
        notes.append(words.note("group-linked-language", language=language_named(found.language, words)))
    return Message(title, (*notes, *buttons([words.button("undo", "undo")])), words.language)


def unlinked(found: MailList, words: Words) -> Message:
    """To the secretariat: nothing goes there any more."""
    title = words("list-unlinked", address=Text(found.address), group=Text(found.group.name))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def asked_to_agree(found: MailList, url: str, words: Words) -> Message:
    """The one mail that a list gets before anybody agreed. ``url`` is the page to do so."""
    group = found.group
    blocks: list[Block] = [_who(found, words)]
    if group.purpose:
        blocks.append(words.paragraph("list-ask-purpose", purpose=Text(group.purpose)))
    blocks.append(words.paragraph("list-ask-what"))
    if url:
        blocks.append(Paragraph((Link(words("list-ask-link"), url),)))
    blocks.append(words.note("list-ask-else", day=_until(found, words)))
    return Message(words("list-ask", group=Text(group.name)), tuple(blocks), words.language)


def agreeing(found: MailList, words: Words) -> Message:
    """What the page says before anything is pressed; agreed already, how things stand."""
    if found.ended:
        return left(found, words)
    if found.agreed:
        return agreed(found, words)
    blocks = (_who(found, words), words.paragraph("list-ask-what"), words.paragraph("list-agree-confirm"))
    return Message(words("list-ask", group=Text(found.group.name)), blocks, words.language)


def agreed(found: MailList, words: Words) -> Message:
    title = words("list-agreed", address=Text(found.address), group=Text(found.group.name))
    return Message(title, (words.note("list-agreed-means"),), words.language)


def leaving(found: MailList, words: Words) -> Message:
    """What the page says before the mails are ended; ended already, that they are."""
    if found.ended:
        return left(found, words)
    title = words("list-leave", address=Text(found.address), group=Text(found.group.name))
    return Message(title, (words.paragraph("list-leave-means"),), words.language)


def left(found: MailList, words: Words) -> Message:
    title = words("list-left", address=Text(found.address), group=Text(found.group.name))
    return Message(title, (words.note("list-left-means"),), words.language)


def answered(found: MailList, answer: Answered, words: Words) -> Message:
    """To the group: what a list said."""
    title = words(f"list-answered-{answer}", address=Text(found.address), group=Text(found.group.name))
    means = words("list-answered-means", answer=answer.value, address=Text(found.address), slug=Text(found.group.slug))
    return Message(title, (Note((Text(means),)),), words.language)


def to_list(message: Message, found: MailList, url: str) -> Message:
    """The message as a list gets it: with nothing to press, for nobody knows who would; and with where it comes from
    and how to end it. While it is only asked: with how to say no."""
    words = words_of(message.language)
    if not found.agreed:
        return replace(message, blocks=(*message.blocks, Note((Link(words("list-mail-no"), url),))))
    kept = [block for block in message.blocks if not isinstance(block, Buttons)]
    if len(kept) < len(message.blocks):
        kept.append(words.note("list-mail-answer"))
    why = words.line("list-mail-why", address=Text(found.address), group=Text(found.group.name))
    end = Link(words("list-mail-end"), url)
    return replace(message, blocks=(*kept, Note((*why, Text(" "), end))))


def _who(found: MailList, words: Words) -> Paragraph:
    names = {"group": Text(found.group.name), "address": Text(found.address)}
    if found.by:
        return words.paragraph("list-ask-by", name=Text(found.by), **names)
    return words.paragraph("list-ask-by-nobody", **names)


def _until(found: MailList, words: Words) -> str:
    return words.day(local(found.expires_at, found.group.zone).date())
