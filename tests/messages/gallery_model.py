"""One example for every kind of span, block and control, and for the shapes at their edges."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.messages.model import (
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
    Strong,
    Table,
    Text,
    text,
)

ANA = Mention("Ana Sinclair", (Handle("slack", "T0SCT", "U0ANA"), Handle("teams", "tenant-1", "29:ana")))
AOIFE = Mention("Aoife Byrne", (Handle("slack", "T0IRL", "U0AOIFE"),))
MEETING = Moment(datetime(2027, 1, 20, 10, 0, tzinfo=UTC), "Wednesday 20 January 2027, 10:00 (London)")
RECORD = Link("the record", "https://convenor.example/meetings/7?group=vawg&view=all")
SEATS = (
    Choice("ENG", "England"),
    Choice("SCT", "Scotland"),
    Choice("WLS", "Wales"),
    Choice("NIR", "Northern Ireland"),
    Choice("IRL", "Ireland"),
    Choice("JEY", "Jersey"),
)


def _row(*cells: str) -> tuple[Line, ...]:
    return tuple(text(cell) for cell in cells)


TURNS = Table(
    ("Meeting", "Date", "Chair", "Why"),
    (
        (text("7"), (MEETING,), (Strong("Scotland"), Text(" ("), ANA, Text(")")), text("Next in order.")),
        _row("8", "Wednesday 21 April 2027", "Wales", "Passed over 26 March to 7 May 2026 (pre-election), owed."),
        (text("9"), (), text("Ireland"), (Text("Next in order; see "), RECORD, Text("."))),
    ),
    caption="Next turns",
    more="and 12 more",
)
PAIRS = Table(("Host", "Chair"), (_row("Jersey", "Ireland"), _row("Ireland", "Jersey")))
SPANS = Paragraph((Text("On "), MEETING, Text(" "), Strong("Scotland"), Text(" chairs: "), ANA, Text(" or "), AOIFE))
BUTTONS = Buttons(
    (
        Button("Accept", "rota accept VAWG-M7 role:chair", "primary"),
        Button("Decline", "rota decline VAWG-M7 role:chair", "danger"),
        Button("Swap", 'rota swap VAWG-M7 reason:"a clash"'),
    )
)
LONG = (
    "Five administrations meet four times a year to exchange what they have learned on ending violence against women "
    "and girls.\nEach chairs in its turn, and another hosts."
)
EVERY_BLOCK = (
    Paragraph(text(LONG)),
    SPANS,
    Facts((Fact("Chair", (ANA,)), Fact("Date", (MEETING,)), Fact("Record", (RECORD,)), Fact("Extent", text("SCT")))),
    TURNS,
    PAIRS,
    Note(text("Typed wrongly? “undo” takes it back for 15 minutes.")),
    Note((Text("Where this stands: "), RECORD, Text("."))),
    BUTTONS,
)
CONTROLS = (
    Field("text", "What is to be done?", value="Publish the minutes"),
    Field("note", "Background", "text", required=False, value="First line\nSecond line", hint="Anyone may read it."),
    Field("due", "By when?", "date", hint="For example: friday, 3 Dec, end of month."),
    Field(
        "meeting", "From which meeting?", "choice", value="7", choices=(Choice("6", "6 in Cardiff"), Choice("7", "7"))
    ),
    Field("seat", "Whose action is it?", "choice", choices=SEATS),
    Field("extent", "Where does it apply?", "choices", value="SCT,WLS", choices=SEATS),
    Field("owner", "Who owns it?", "person", choices=(Choice("ana@example.org", "Ana Sinclair"),)),
    Field("other", "Who helps?", "person", required=False, hint="A name or an address."),
)
ERRORS = (
    Field("due", "By when?", "date", value="12/13/2026", hint="For example: friday.", error="There is no 13th month."),
    Field("extent", "Where does it apply?", "choices", choices=SEATS[:2], error="Choose at least one."),
    Field("seat", "Whose action is it?", "choice", choices=SEATS, error="Choose one."),
)

EXAMPLES: dict[str, Message | Form] = {
    "title-only": Message("VAWG-12 is done."),
    "every-span": Message("Next chair: Scotland", (SPANS, Paragraph((RECORD,)))),
    "every-block": Message("Meeting 7 of VAWG", EVERY_BLOCK),
    "welsh": Message("Cyfarfod 7", (Paragraph((Text("Cadeirydd: "), Strong("Cymru"))),), language="cy"),
    "empty-blocks": Message("Nothing waits for you.", (Table(("Ref", "Action"), ()), Facts(()), Buttons(()))),
    "every-control": Form("Add an action", "action add", CONTROLS, "Add", "Cancel", (Paragraph(text(LONG)), BUTTONS)),
    "errors": Form("Add an action", "action add", ERRORS, "Add", "Cancel"),
    "welsh-form": Form("Ychwanegu", "action add", (Field("text", "Beth?"),), "Ychwanegu", "Canslo", language="cy"),
}
