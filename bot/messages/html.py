"""Replies as HTML fragments: for the web console, the pages and the HTML part of mails.

The fragments need no script and no style to be complete: classes and ids are hooks for whoever places them.
"""

from __future__ import annotations

from markupsafe import Markup

from bot.messages.characters import one_line
from bot.messages.html_blocks import Press, blocks, heading, hidden_inputs
from bot.messages.html_fields import FIELD, fields
from bot.messages.model import Form, Message

__all__ = ["FIELD", "Press", "render", "render_form"]


def render(
    message: Message, *, prefix: str, press: Press | None = None, command: str | None = None, level: int = 2
) -> Markup:
    """An ``article`` in the message's language, headed by its title at heading ``level`` (1 to 6).

    ``prefix`` makes the ids unique in the page. A button posts its command as ``text`` to ``press``;
    where there is nothing to press (mails) it becomes the command to type under the name ``command``,
    and without one nothing at all.
    """
    body = blocks(message.blocks, prefix=prefix, press=press, command=command)
    return Markup('<article class="message" lang="{lang}" aria-labelledby="{id}">\n{heading}{body}</article>\n').format(
        lang=message.language, id=f"{prefix}-title", heading=heading(message.title, prefix, level), body=body
    )


def render_form(form: Form, *, prefix: str, press: Press, level: int = 2) -> Markup:
    """A ``section`` in the form's language with its title at heading ``level``, blocks, and the form itself.

    The browser's own checking is off (``novalidate``): what is missing is said by the same sentences, in
    the reader's language, as on every other face. It posts to ``press``: its hidden inputs, ``command``
    (the form's), ``field.NAME`` for each field (several times for several choices), and ``cancel`` if it
    was that button. ``prefix`` makes the ids unique in the page.
    """
    return Markup(
        '<section class="form" lang="{lang}" aria-labelledby="{id}">\n{heading}{blocks}'
        '<form method="post" action="{action}" aria-labelledby="{id}" novalidate>\n{hidden}{fields}'
        '<div class="buttons">\n<button type="submit" class="primary">{submit}</button>\n'
        '<button type="submit" class="default" name="cancel" value="cancel">{cancel}</button>\n</div>\n'
        "</form>\n</section>\n"
    ).format(
        lang=form.language,
        id=f"{prefix}-title",
        heading=heading(form.title, prefix, level),
        blocks=blocks(form.blocks, prefix=prefix, press=press, command=None),
        action=press.action,
        hidden=hidden_inputs({**press.hidden, "command": form.command}),
        fields=fields(form.fields, prefix=prefix),
        submit=one_line(form.submit),
        cancel=one_line(form.cancel),
    )
