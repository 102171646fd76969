"""The completion scripts: bash's is run by bash; all three name every command and option."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.cli.parser import build_parser, commands_of
from tests.cli.program import Program


def completed(script: Path, *words: str, cwd: Path) -> set[str]:
    """What bash offers for the last of the words."""
    quoted = " ".join(f"'{word}'" for word in words)
    code = (
        f"source {script}; COMP_WORDS=(reader {quoted}); COMP_CWORD={len(words)}; "
        '_reader; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, cwd=cwd)
    assert not done.stderr
    return set(done.stdout.split())


@pytest.fixture
def bash(reader: Program, tmp_path: Path) -> Path:
    script = tmp_path / "reader.bash"
    script.write_text(reader("completion", "bash").out)
    return script


def test_bash_completes_commands_options_choices_and_files(bash: Path, tmp_path: Path) -> None:
    (tmp_path / "house.txt").touch()
    assert completed(bash, "un", cwd=tmp_path) == {"unstar", "unread", "untag", "undo"}
    assert completed(bash, "ho", cwd=tmp_path) == {"house.txt"}
    assert completed(bash, "list", "--s", cwd=tmp_path) == {"--sort"}
    assert completed(bash, "list", "--sort", "", cwd=tmp_path) == {
        "date", "title", "added", "length",
    }  # fmt: skip
    assert completed(bash, "import", "ho", cwd=tmp_path) == {"house.txt"}
    assert completed(bash, "--home", "x", "completion", "f", cwd=tmp_path) == {"fish"}
    assert completed(bash, "--ho", cwd=tmp_path) == {"--home"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_in_the_script(reader: Program, shell: str) -> None:
    script = reader("completion", shell).out
    for name, parser in commands_of(build_parser()).items():
        assert re.search(rf"\b{name}\b", script)
        for option in re.findall(r"--([a-z]+)", parser.format_usage()):
            assert re.search(rf"(--|-l ){option}\b", script), (name, option)


@pytest.mark.parametrize(
    ("shell", "flag"), [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")]
)
def test_the_shell_itself_understands_the_script(
    reader: Program, tmp_path: Path, shell: str, flag: str
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / f"script.{shell}"
    script.write_text(reader("completion", shell).out)
    done = subprocess.run([program, flag, str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
