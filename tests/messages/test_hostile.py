"""Hostile text, in every place of every reply, through every renderer: it is shown, and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from bot.messages import block_kit, html, plain_text
from bot.messages.characters import address, one_line, visible
from bot.messages.model import Form, Message
from tests.messages import replies, slack_rules
from tests.messages.markup import Page

HOSTILE = {
    "channel": "<!channel> <!here> <!everyone>",
    "mention": "<@U1> <@U1|ana> <#C1|general> <!subteam^S1>",
    "teams mention": "<at>everyone</at>",
    "teams date": "{{DATE(2027-01-04T09:00:00Z,SHORT)}} {{time(2027-01-04T09:00:00Z)}}",
    "slack link": "<https://evil.example|https://gov.example>",
    "slack date": "<!date^0^{date}^https://evil.example|soon> {date_long}",
    "slack markdown": "*bold* _italic_ ~gone~ `code` ```block``` > quote :skull:",
    "markdown": "[click](javascript:alert(1)) ![x](https://evil.example/x.png) # head\n| a | b |",
    "script": "<script>alert(1)</script>",
    "attribute": "\" onmouseover=\"alert(1)\" ' onload='alert(1)' x=`y`",
    "closing": "--></p></td></table></form></article><!-- ]]> </textarea></select></title>",
    "entities": "&amp; &lt;b&gt; &#60; &#x3c; & &copy",
    "template": "{} {0} {title} {0.__class__} %s %(x)s {{ 7*7 }} ${x}",
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "card": '{"type":"AdaptiveCard","body":[]} {"is":"Button","label":"x","command":"y"}',
    "formula": "=1+1 +1 -1 @SUM(1)",
    "lines": "one\r\ntwo\rthree\u2028four\x0bfive\n\nsix",
    "escapes": "\x1b[2J\x1b]0;title\x07\x9b31m\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "nul": "a\x00b",
    "lone high": "a\ud800b",
    "lone low": "\udfff",
    "swapped": "\udc00\ud800",
    "bidi": "\u202egnp.exe\u202c \u2066inner\u2069 \u200f \u061c",
    "zero width": "ad\u200bmin\ufeff\u2060",
    "nothing to see": "\u200b\x00\u202e",
    "spaces": " \t\u00a0 ",
    "empty": "",
    "zalgo": "Z\u0351\u036b\u0343\u036a\u0302A\u030d\u0303\u0352L\u0314\u0300",
    "emoji": "👩‍👩‍👧 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 🇮🇪",
    "quotes": "don't O'Brien “smart” \"straight\" \\ /",
}


LONG = {
    "long": "word " * 20_480,
    "long without a gap": "x" * 102_400,
    "long and escaped": "&<>" * 34_134,
    "long and wide": "漢👩" * 17_067,
    "many lines": "line\n" * 20_480,
    "long surrogates": "\ud800" * 102_400,
}
TABLE = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
LONG_TABLE = pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())


@TABLE
def test_plain_text_shows_it_and_nothing_steers_the_terminal(text: str) -> None:
    said = plain_text.render(replies.message_of(text)) + plain_text.render_form(replies.form_of(text))
    _check_plain(said)
    assert _squeezed(visible(text)) in _squeezed(said)


@TABLE
def test_html_shows_it_and_nothing_of_it_becomes_markup(text: str) -> None:
    press = html.Press("/say", {"hidden": text})
    message = _check_html(html.render(replies.message_of(text), prefix="m", press=press))
    mail = _check_html(html.render(replies.message_of(text), prefix="m", command="/wg"))
    form = _check_html(html.render_form(replies.form_of(text), prefix="m", press=press))
    assert all(_squeezed(visible(text)) in _squeezed(page.words) for page in (message, mail, form))
    harmless = _check_html(html.render_form(replies.form_of("harmless"), prefix="m", press=press))
    assert _tags(form) == _tags(harmless) or not one_line(text)


@TABLE
def test_slack_takes_it_literally(text: str) -> None:
    rendered = block_kit.render(replies.message_of(text), workspace="T1")
    _check_slack(rendered)
    if visible(text).strip():
        assert visible(text) in list(slack_rules.texts(rendered.blocks))
        assert _escaped(visible(text)) in rendered.text


@LONG_TABLE
def test_a_hundred_kilobytes_are_shown_or_cut_but_never_refused(text: str) -> None:
    message, form = replies.long_message_of(text), replies.long_form_of(text)
    _check_plain(plain_text.render(message))
    _check_plain(plain_text.render_form(form))
    page = _check_html(html.render(message, prefix="m", command="/wg"))
    assert _squeezed(visible(text)) in _squeezed(page.words)
    _check_html(html.render_form(form, prefix="m", press=html.Press("/say", {})))
    rendered = block_kit.render(message, workspace="T1")
    _check_slack(rendered)
    assert rendered.blocks[-1]["elements"][0]["value"] == "action done 12"


@settings(max_examples=200, deadline=None)
@given(replies.messages)
def test_any_message_at_all_is_well_formed_everywhere(message: Message) -> None:
    _check_plain(plain_text.render(message))
    _check_html(html.render(message, prefix="m", press=html.Press("/say", {})))
    _check_html(html.render(message, prefix="m", command="/wg"))
    _check_slack(block_kit.render(message, workspace="T1"))


@settings(max_examples=200, deadline=None)
@given(replies.forms)
def test_any_form_at_all_is_well_formed_everywhere(form: Form) -> None:
    _check_plain(plain_text.render_form(form))
    _check_html(html.render_form(form, prefix="m", press=html.Press("/say", {})))


def _check_plain(said: str) -> None:
    assert visible(said) == said
    assert said.endswith("\n")
    said.encode("utf-8")


def _check_html(said: str) -> Page:
    said.encode("utf-8")
    page = Page(said)
    assert all(address(link["href"]) for link in page.all("a"))
    assert all(form["action"] == "/say" for form in page.all("form"))
    assert visible(page.words) == page.words
    return page


def _check_slack(rendered: block_kit.Rendered) -> None:
    slack_rules.check(rendered.blocks)
    assert 0 < len(rendered.text) <= 4_000
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", rendered.text)
    rendered.text.encode("utf-8")


def _tags(page: Page) -> list[str]:
    """What stands on the page, apart from what depends on addresses and newlines."""
    return [tag for tag, _ in page.elements if tag not in ("a", "br")]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _squeezed(text: str) -> str:
    return "".join(text.split())
