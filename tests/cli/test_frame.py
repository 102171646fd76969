"""What holds for every command: help, exit codes, streams, --home, and being left alone."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.parser import build_parser, commands_of, names
from reader.cli.words import normalise
from reader.errors import UsageError
from tests.cli.program import Program
from tests.terminal import PROGRAM, Terminal, environment

COMMANDS = sorted(commands_of(build_parser()))
CONTRACT = [
    *("open", "import", "list", "search", "show", "clean", "highlight", "note", "star", "unstar"),
    *("read", "unread", "tag", "untag", "annotations", "undo", "export", "restore", "backup"),
    *("doctor", "where", "keys", "settings", "completion", "keep-raw"),
    *("diff", "searches"),
]


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(CONTRACT) <= set(COMMANDS)
    assert sorted(names()) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples(command: str) -> None:
    parser = commands_of(build_parser())[command]
    examples = parser.format_help().split("Examples:\n")[1]
    assert len(re.findall(rf"^ +.*reader {command}\b", examples, re.M)) >= 2


def test_help_fits_a_terminal_of_80_columns(reader: Program) -> None:
    done = reader("--help")
    assert "reader ~/articles" in done.out
    assert not done.err
    assert max(map(len, done.out.splitlines())) <= 100


def test_help_is_also_a_word(reader: Program) -> None:
    assert reader("help").out == reader("--help").out
    assert reader("help", "list").out == reader("list", "--help").out


def test_version(reader: Program) -> None:
    assert reader("--version").out == f"reader {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["where"], ["settings"], ["completion", "bash"]])
def test_small_commands_load_nothing_heavy(reader: Program, words: list[str]) -> None:
    code = (
        "import sys\nfrom reader.cli import main\n"
        f"main({words!r})\n"
        "heavy = {'textual', 'rich', 'numpy', 'ftfy', 'rapidfuzz', 'sqlite3'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(reader.home)
    )
    assert done.returncode == 0, done.stderr


def test_looking_makes_nothing(reader: Program) -> None:
    for words in (["--help"], ["where"], ["settings"], ["keys"]):
        reader(*words)
    assert not reader.home.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serach"], "Did you mean `reader search`?"),
        (["qqqqq"], "no command and no file “qqqqq”"),
        (["missing/folder"], "no command and no file"),
        (["list", "--sort", "colour"], "invalid choice"),
        (["list", "--limit", "-3"], "not a whole number"),
        (["list", "--limit", "many"], "not a whole number"),
        (["list", "--nonsense"], "--nonsense"),
        (["show"], "ARTICLE"),
        (["search"], "QUERY"),
        (["search", " "], "The query is empty."),
        (["clean", "--until", "noon"], "invalid choice"),
        (["show", "abcd", "--changes", "--raw"], "not allowed with"),
        (["--nonsense"], "--nonsense"),
        (["x" * 5000], "no command and no file"),
    ],
)
def test_wrong_usage_is_2_and_a_sentence(reader: Program, words: list[str], said: str) -> None:
    done = reader(*words, expect=2)
    assert said in done.err
    assert not done.data
    assert len(done.err.splitlines()) == 2  # the sentence and the hint


def test_home_before_or_after_the_command_wins(reader: Program, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for words in (
        ["--home", other, "where", "--json"],
        ["where", "--home", other, "--json"],
        ["where", "--json", f"--home={other}"],
    ):
        assert reader(*words).json["data"] == str(other / "data")
    assert reader("where", "--json").json["data"] == str(reader.home / "data")


def test_a_path_is_opened_and_a_command_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    assert normalise([str(tmp_path)], names()) == ["open-paths", str(tmp_path)]
    assert normalise(["--home", "x", str(tmp_path)], names())[:3] == ["--home", "x", "open-paths"]
    assert normalise(["list"], names()) == ["list"]
    assert normalise([], names()) == ["open-paths"]
    with pytest.raises(UsageError):
        normalise([str(tmp_path / "gone")], names())


def test_a_dash_before_a_word_means_not_in_queries_only() -> None:
    words = ["search", "jack", "-netflix", "-h", "--limit", "-5", "-"]
    assert normalise(words, names()) == ["search", "jack", "!netflix", "-h", "--limit", "-5", "-"]
    assert normalise(["note", "abcd", "-x"], names()) == ["note", "abcd", "-x"]


@pytest.mark.parametrize("words", [[], ["open", "abcd"]])
def test_without_a_terminal_the_app_says_so(reader: Program, words: list[str]) -> None:
    done = reader(*words, expect=1)
    assert done.err.startswith("reader: The app needs a terminal")
    assert len(done.err.splitlines()) == 2


def test_a_full_disk_behind_standard_output_is_said(reader: Program) -> None:
    for words in (["--help"], ["where", "--json"], ["completion", "zsh"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE,
                env=environment(reader.home), text=True,
            )  # fmt: skip
        assert done.returncode == 1
        assert "No space left on device" in done.stderr
        assert "Exception" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(reader: Program) -> None:
    done = subprocess.run(
        ["bash", "-c", 'for i in {1..400}; do echo "{\\"id\\":$i,\\"raw\\":\\"$0\\"}"; done | '
         f"{sys.executable} -m reader clean --jsonl | head -1; echo ${{PIPESTATUS[1]}}", "x" * 999],
        capture_output=True, env=environment(reader.home), text=True,
    )  # fmt: skip
    first, code = done.stdout.splitlines()
    assert json.loads(first)["id"] == 1
    assert code == "0"
    assert not done.stderr


def test_an_interrupt_is_130_without_a_traceback(reader: Program) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a child of tests that
    try:  # run in the background would ignore it
        process = subprocess.Popen(
            [*PROGRAM, "clean", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment(reader.home),
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdin
    assert process.stdout
    process.stdin.write(b'{"id": 1, "raw": "one"}\n')
    process.stdin.flush()
    process.stdout.readline()  # it runs, and waits for more
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.decode().startswith("Interrupted.")
    assert b"Traceback" not in err


def test_a_bug_is_a_sentence_and_a_log_entry(reader: Program) -> None:
    """A handler that raises what nobody foresaw."""
    code = (
        "import sys, reader.cli.about\n"
        "def broken(args): raise KeyError('unforeseen')\n"
        "reader.cli.about.where = broken\n"
        "from reader.cli import main\n"
        "sys.exit(main(['where']))"
    )

    def run(**env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True,
            env=environment(reader.home, **env),
        )  # fmt: skip

    done = run()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    log = reader.home / "state" / "reader.log"
    assert str(log) in done.stderr
    assert "KeyError: 'unforeseen'" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert "Traceback" in run(READER_DEBUG="1").stderr


def test_an_unwritable_log_changes_nothing(reader: Program) -> None:
    reader.home.write_text("a file where the home should be")
    done = reader("settings", "compact", "true", expect=1)
    assert "cannot be" in done.err


def test_colours_are_for_terminals_that_want_them(reader: Program) -> None:
    with Terminal("where", home=reader.home) as terminal:
        terminal.wait_for_exit()
    assert b"\x1b[1m" in terminal.raw
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        with Terminal("where", home=reader.home, env=env) as terminal:
            terminal.wait_for_exit()
        assert b"\x1b" not in terminal.raw
        assert "notes.db" in terminal.screen.replace("\n", "")
    assert "\x1b" not in reader("where").out


def test_help_is_as_wide_as_the_terminal(reader: Program) -> None:
    with Terminal("search", "--help", home=reader.home, columns=60, rows=50) as terminal:
        assert terminal.wait_for_exit() == 0
    options = terminal.screen.split("options:")[1].split("Examples")[0]
    assert options.strip()
    assert max(len(line) for line in options.splitlines()) <= 60


def test_the_program_runs_under_an_8_bit_locale(reader: Program) -> None:
    env = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "latin-1",
    }
    done = reader("clean", stdin="Café – 東京\n".encode(), env=env)
    assert done.data.decode("utf-8") == "Café – 東京\n"
    reader("--help", env=env | {"PYTHONIOENCODING": "ascii"})
    reader("keys", env=env | {"PYTHONIOENCODING": "ascii"})


def test_the_environment_of_tests_is_not_the_users() -> None:
    assert "READER_HOME" not in environment()
    assert os.environ["PATH"] == environment()["PATH"]
