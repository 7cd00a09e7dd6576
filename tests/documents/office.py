"""LibreOffice, as somebody who opens our files: what it finds in them."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

SOFFICE: Final = shutil.which("soffice")

needed = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here: nobody opens the files")

_CELLS: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"
"""Commas, quotes around every text, UTF-8, values instead of formulas, one file for each sheet."""


def opened(files: dict[str, bytes], folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet of the workbooks, by the file's name without its ending and the sheet's: ``log-Actions``. A formula
    would stand there as what it comes to, never as its text."""
    _convert(files, _CELLS, folder)
    return {
        path.stem: list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))
        for path in sorted((folder / "opened").glob("*.csv"))
    }


def read(files: dict[str, bytes], folder: Path) -> dict[str, str]:
    """The words of the reports, by the file's name without its ending."""
    _convert(files, "txt:Text (encoded):UTF8", folder)
    return {path.stem: path.read_text("utf-8-sig") for path in sorted((folder / "opened").glob("*.txt"))}


def _convert(files: dict[str, bytes], to: str, folder: Path) -> None:
    assert SOFFICE is not None
    for name, content in files.items():
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "opened")]
    subprocess.run([*command, *files], cwd=folder, check=True, capture_output=True, timeout=300)
