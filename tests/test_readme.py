"""What the README says is so: its commands run as written, its keys and fields are there."""

import re
import shlex
from pathlib import Path

import pytest

from reader.app.commands import COMMANDS, shown_keys
from reader.cli.main import run
from reader.library.articles import Library
from reader.search.query import FIELD_NAMES, SWITCHES
from reader.settings import find_folders
from tests.conftest import THREE, write_files

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_COMMAND = re.compile(r"`(reader [^`]+)`|^(reader [^#\n]+)", re.M)
_ELSEWHERE = (  # they need a terminal, a change, an orphan, a note
    "reader ~", "reader keep-raw", "reader reattach", "reader edit",
)  # fmt: skip
QUOTE = "One string quartet"


def commands() -> list[str]:
    found = [next(filter(None, match)) for match in _COMMAND.findall(README)]
    return [" ".join(command.split()) for command in found]


def test_every_command_runs_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {f"articles/{name}": text for name, text in THREE.items()})
    write_files(tmp_path, {"saved.md": f"# Alibaba and the ferry\n\n{QUOTE} played on deck.\n"})
    ran = [command for command in commands() if not command.startswith(_ELSEWHERE)]
    first = [command for command in ran if command.startswith("reader import")]
    assert len(first) >= 2 and len(ran) >= 20
    last = ["reader undo"]  # takes away what the others are about
    between = [command for command in ran if command not in first + last]
    for command in [*first, *between, *last]:
        words = shlex.split(_filled(command, tmp_path))[1:]
        assert run(words) == 0, (command, capsys.readouterr().err)


def _filled(command: str, folder: Path) -> str:
    """The command with what it names in capitals."""
    if command.startswith("reader import"):
        return command.replace("~", str(folder))
    with Library.open(find_folders(str(folder / "home"))) as library:
        (name,) = (row.id for row in library.listing().window(0, 9) if "Alibaba" in row.title)
    backup = next((folder / "home/data/backups").glob("*.db"), folder)
    command = command.replace('--quote "…"', f'--quote "{QUOTE}"').replace("[PATH]", "kept.db")
    return re.sub(r"\b(ID|ARTICLE)\b", name, command).replace("PATH", str(backup))


def test_what_needs_more_than_a_line_is_there() -> None:
    said = {command.split()[1] for command in commands() if command.startswith(_ELSEWHERE)}
    assert said == {"~/articles", "keep-raw", "reattach", "edit"}


def test_every_key_of_the_table_is_a_command_s() -> None:
    table = README.split("## Keys")[1].split("`reader keys`")[0]
    keys = {key.replace("\\|", "|") for key in re.findall(r"`([^`]+)`", table)}
    known = {key for command in COMMANDS for key in shown_keys(command.key).split()}
    assert keys - known == set()


def test_every_field_is_one() -> None:
    table = README.split("and fields:")[1].split("`after:2022`")[0]
    for name, value in re.findall(r"`(\w+):(\w*)`", table):
        assert name in FIELD_NAMES
        assert not value or value in SWITCHES[name]


def test_every_picture_and_program_is_there() -> None:
    for path in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()
    for module in re.findall(r"python -m (tests[\w.]+)", README):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
