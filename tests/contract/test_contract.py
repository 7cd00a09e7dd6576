"""The contract: the same steps on every face, unchanged; the same is done, and the same is said.

One walk for each face and database. What it must hold is asked of the product itself: its commands, which of them
open a form, what buttons carry, and what it can refuse. What is new fails here until the script has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from bot.db.unit_of_work import Database
from bot.foresight import lacking
from handlers import COMMANDS
from tests.contract import abilities, elsewhere
from tests.contract.places import place
from tests.contract.script import STEPS
from tests.contract.steps import Fills
from tests.contract.walking import Walk, buttons_of, pressed
from tests.messages.gallery import messages
from tests.stories.faces import through

pytestmark = pytest.mark.network

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


@pytest.fixture
def walk(
    name: str, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """Somebody's hand behind one face; files that it receives lie in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    with place(name, database, database_url, tmp_path) as hand:
        found = Walk(hand, database)
        found.listens(monkeypatch)
        yield found


@through("slack", "teams", "console", "terminal")
def test_every_command_and_form_does_and_says_the_same(walk: Walk, name: str) -> None:
    walk.goes(STEPS)
    assert not walk.wrong, "\n".join(["", *walk.wrong])
    assert walk.done >= {one.name for one in COMMANDS}, "every command is carried out"
    assert walk.refusals == elsewhere.said_on(name), "every refusal is said, but for those left to other tests"


def test_every_form_is_filled_in() -> None:
    """A new command that asks for something needs its ``Fills`` in the script."""
    assert {one.name for one in COMMANDS if lacking(one, {})} == {
        one.command for one in STEPS if isinstance(one, Fills)
    }


def test_every_kind_of_button_is_pressed() -> None:
    """What messages carry is seen in the gallery. A new kind of button needs its ``Presses`` in the script."""
    carried = buttons_of(one for name, one in messages().items() if not name.startswith("model/"))
    assert not carried - pressed(STEPS)


@pytest.mark.parametrize(("refusal", "test"), elsewhere.ELSEWHERE.items())
def test_what_is_left_to_another_test_is_said_there(refusal: str, test: str) -> None:
    path, _, name = test.partition("::")
    told = (ROOT / path).read_text(encoding="utf-8")
    assert refusal in elsewhere.refusals()
    assert f"def {name}(" in told
    assert refusal in told.partition(f"def {name}(")[2].partition("\ndef ")[0], "the test names it"


def test_the_readme_tells_what_each_face_can_do_and_a_test_shows_each() -> None:
    told = README.read_text(encoding="utf-8")
    assert abilities.table() in told, "python -m tests.contract.abilities prints it"
    assert abilities.counted() in " ".join(told.split()), "and what it counts"
    for what, cells in abilities.ROWS:
        for shown in (cell.shown_by for cell in cells if cell is not None):
            module, test = shown.split("::")
            assert callable(getattr(import_module(f"tests.{module}"), test, None)), (what, shown)
