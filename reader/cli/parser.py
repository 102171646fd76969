"""The commands, their options and examples: what can be said on the command line.

Out: an argparse parser whose `handler` is "module:function" in reader.cli, imported only when
it runs. What a command does is not here; the help, the completion and the tests read this.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from reader import __version__
from reader.cli import grammar_own, grammar_reading
from reader.cli.arguments import OPEN_PATHS, Add, Examples

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_GROUPS: tuple[tuple[str, Callable[[Add], None]], ...] = (
    ("Read", grammar_reading.reading),
    ("Bring in", grammar_reading.corpus),
    ("Mark and write", grammar_own.marking),
    ("Keep", grammar_own.keeping),
    ("The program", grammar_own.program),
)

_NAMES = 11  # columns for a command's name in the help


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal up to 100 (asked for here: shutil takes 8 ms to import)."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            columns = 80
        super().__init__(prog, max_help_position=28, width=max(40, min(columns, 100)) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence and where to look."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Help)
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        from reader.errors import UsageError

        raise UsageError(
            message[:1].upper() + message[1:].rstrip(".") + ".",
            hint=f"`{self.prog} --help` shows examples.",
        )

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        if message:  # argparse's own hides a full disk and a closed pipe
            (file or sys.stderr).write(message)


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of everything; the groups of commands in the order of the help.

    With `only`, no other command's own parser is made (all of them take 10 ms).
    """
    parser = _Parser(
        prog="reader",
        usage="reader [--home DIR] [PATH…]\n       reader [--home DIR] COMMAND …",
        description="A news reader for the terminal: text you can trust, search that forgives,\n"
        "notes that stay yours. Without a command it opens; PATHs are imported first.",
    )
    parser.add_argument("--home", default="", metavar="DIR", help="keep every file under DIR")
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    commands = parser.add_subparsers(
        dest="command", prog="reader", metavar="COMMAND", help=argparse.SUPPRESS
    )
    listing: list[str] = []
    for title, fill in _GROUPS:
        rows: list[tuple[str, str]] = []
        fill(_adder(commands, rows, only))
        listing.append(_section(title, rows, _NAMES))
    examples = [
        ("reader", "open where you left off"),
        ("reader ~/articles", "import a folder, then read it"),
        ("reader search 'alibab after:2022'", "find, with typing errors forgiven"),
    ]
    parser.epilog = "\n".join([*listing, _section("Examples", examples)])
    return parser


def names() -> list[str]:
    """Every command a person may type."""
    rows: list[tuple[str, str]] = []
    for _, fill in _GROUPS:
        fill(_adder(None, rows, ""))
    return [name for name, _ in rows]


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Every command a person may type, and its parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return {name: each for name, each in action.choices.items() if name != OPEN_PATHS}
    return {}


class _Unasked:
    """Stands for a parser that this run does not need."""

    def add_argument(self, *_: Any, **__: Any) -> None:
        return

    def add_mutually_exclusive_group(self) -> "_Unasked":
        return self


def _adder(commands: Any, rows: list[tuple[str, str]], only: str | None) -> Add:
    def add(name: str, handler: str, summary: str, examples: Examples) -> Any:
        if name != OPEN_PATHS:
            rows.append((name, summary[:1].lower() + summary[1:]))
        if only not in {None, name}:
            return _Unasked()
        command = commands.add_parser(
            name, description=f"{summary}.", epilog=_section("Examples", examples)
        )
        command.add_argument(
            "--home", default=argparse.SUPPRESS, metavar="DIR", help="keep every file under DIR"
        )
        command.set_defaults(handler=handler)
        return command

    return add


def _section(title: str, rows: Examples, narrowest: int = 0) -> str:
    width = max((len(left) for left, _ in rows), default=narrowest)
    width = max(width, narrowest)
    if width > 40:  # long examples: what they do goes on a line of its own
        return f"{title}:\n" + "\n".join(f"  {left}\n      {right}" for left, right in rows)
    return f"{title}:\n" + "\n".join(f"  {left:{width}}  {right}" for left, right in rows) + "\n"
