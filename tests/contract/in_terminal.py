"""The contract's hand in the terminal, which has no forms and no buttons: commands are typed whole, and a missing
argument is said; below what has buttons stands what they carry, to be typed."""

from __future__ import annotations

from datetime import datetime

from bot.language import spoken
from tests.contract.serving import SERVING
from tests.contract.steps import Shown, Standing, Values, fits
from tests.stories.faces import Terminal, Told


class InTerminal:
    forms = channels = writes = False
    strangers = True
    awaited = ""

    def __init__(self, face: Terminal) -> None:
        self.face = face
        self.lacks(False)
        self.seen: dict[str, list[str]] = {}

    def types(self, who: str, text: str, *, direct: bool = False) -> Shown:
        done = self.face._typed("run", "--as", who, text)
        assert done.exit_code != 2, done.output
        said = done.stdout + done.stderr
        self.seen.setdefault(who, []).extend(said.splitlines())
        return Shown(Told(said))

    def fills(self, who: str, form: Standing, values: Values, *, emptied: bool = False) -> Shown:
        """The command with its arguments."""
        return self.types(who, spoken(form.command, values.items()))

    def presses(self, who: str, label: str, carries: str, of: str) -> tuple[str, Shown]:
        """What the button carries is typed. Where it stands in an answer, it stands there so; what would come by
        itself comes on the person's other faces, or stands in ``my``."""
        start = f"{label}: convenor run --as {of} "
        found = [line.removeprefix(start) for line in self.seen.get(of, []) if line.startswith(start)]
        meant = [command for command in found if fits(carries, command)] or [carries]
        assert "{" not in meant[-1], f"{label} carries {found}"
        return meant[-1], self.types(who, meant[-1])

    def lacks(self, lacking: bool) -> None:
        self.face.environment = {
            **{name: value for name, value in self.face.environment.items() if name not in SERVING},
            **({} if lacking else SERVING),
        }

    def delays(self) -> None:
        """There are no forms."""

    def passes(self, until: datetime) -> None:
        self.face.goes_to(until)
