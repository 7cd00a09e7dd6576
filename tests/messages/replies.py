"""Random replies, and replies that hold one text in every place where a text can stand."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.messages.model import (
    Block,
    Button,
    Buttons,
    Choice,
    Fact,
    Facts,
    Field,
    Form,
    Handle,
    Line,
    Link,
    Mention,
    Message,
    Moment,
    Note,
    Paragraph,
    Span,
    Strong,
    Table,
    Text,
)

NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)

words = st.text(st.characters(exclude_categories=()), max_size=12)
"""Any characters at all, controls and lone surrogates included."""

instants = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2199, 1, 1), timezones=st.just(UTC))
handles = st.builds(Handle, st.sampled_from(("slack", "teams")), st.sampled_from(("T1", "T2")), words | st.just("U1"))
urls = st.sampled_from(("https://example.org/a?b=c&d=é", "mailto:ana@example.org", "javascript:alert(1)", "")) | words
spans: st.SearchStrategy[Span] = st.one_of(
    st.builds(Text, words),
    st.builds(Strong, words),
    st.builds(Link, words, urls),
    st.builds(Mention, words, st.lists(handles, max_size=2).map(tuple)),
    st.builds(Moment, instants, words),
)
lines: st.SearchStrategy[Line] = st.lists(spans, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any shape, now and then wider and longer than any platform takes."""
    width = draw(st.integers(0, 3) | st.just(21))
    row = st.tuples(*[lines] * width) if width < 21 else st.just(((Text("cell"),),) * width)
    rows = draw(st.lists(row, max_size=3)) * draw(st.sampled_from((1, 1, 1, 60)))
    return Table(tuple(draw(words) for _ in range(width)), tuple(rows), draw(words), draw(words))


buttons = st.builds(Button, words, words | st.just("x" * 2_001), st.sampled_from(("default", "primary", "danger")))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, lines),
    st.builds(Facts, st.lists(st.builds(Fact, words, lines), max_size=3).map(tuple)),
    tables(),
    st.builds(Note, lines),
    st.builds(Buttons, st.lists(buttons, max_size=30).map(tuple)),
)
messages = st.builds(
    Message,
    words,
    st.lists(blocks, max_size=4).map(tuple)
    | st.tuples(st.builds(Paragraph, lines), st.builds(Note, lines)).map(lambda few: few * 30),
    st.sampled_from(("en-GB", "cy", "ga")),
)
fields = st.builds(
    Field,
    words,
    words,
    st.sampled_from(("line", "text", "date", "choice", "choices", "person")),
    st.booleans(),
    words,
    words,
    st.lists(st.builds(Choice, words, words), max_size=7).map(tuple),
    words,
)
forms = st.builds(
    Form,
    words,
    words,
    st.lists(fields, max_size=4).map(tuple),
    words,
    words,
    st.lists(blocks, max_size=2).map(tuple),
    st.just("en-GB"),
)


def everywhere(text: str) -> tuple[Block, ...]:
    """Blocks with the text in every place of every kind of block."""
    line: Line = (
        Text(text),
        Strong(text),
        Link(text, text),
        Link(text, f"https://example.org/{text}"),
        Mention(text, (Handle("slack", "T1", text),)),
        Moment(NOON, text),
    )
    return (
        Paragraph(line),
        Facts((Fact(text, line),)),
        Table((text, text), (((Text(text),), line),), caption=text, more=text),
        Table((text, text), (((Text(text),), line),), caption=text, more=text),
        Note(line),
        Note((Text(text),)),
        Buttons((Button(text, text),)),
    )


def message_of(text: str) -> Message:
    """A message that says the text everywhere."""
    return Message(text, everywhere(text))


def form_of(text: str) -> Form:
    """A form that says the text everywhere, in every control."""
    choices = tuple(Choice(text, text) for _ in range(2))
    controls = (
        Field(text, text, "line", value=text, hint=text, error=text),
        Field(text, text, "text", value=text, hint=text, error=text),
        Field(text, text, "date", value=text, hint=text, error=text),
        Field(text, text, "choice", value=text, hint=text, error=text, choices=choices),
        Field(text, text, "choice", value=text, hint=text, error=text, choices=choices * 3),
        Field(text, text, "choices", value=text, hint=text, error=text, choices=choices),
        Field(text, text, "person", value=text, hint=text, error=text, choices=choices),
        Field(text, text, "person", value=text, hint=text, error=text),
    )
    return Form(text, text, controls, text, text, everywhere(text))


def long_message_of(text: str) -> Message:
    """A message for texts of 100 kB: each renderer's separate ways once."""
    line: Line = (Text(text),)
    table = Table(("Ref", "Text"), (((Text("1"),), line),), more="and more")
    return Message(text, (Paragraph(line), Facts((Fact("Label", line),)), table, table, Note(line), BUTTON))


def long_form_of(text: str) -> Form:
    """A form for texts of 100 kB."""
    controls = (Field("a", "A", "line", value=text, error=text), Field("b", "B", "text", value=text, hint=text))
    return Form(text, "action add", controls, "Add", "Cancel")


BUTTON = Buttons((Button("Done", "action done 12"),))
