"""What several commands share on the command line: how each kind of argument is declared."""

import argparse
from collections.abc import Sequence
from typing import Protocol

OPEN_PATHS = "open-paths"  # what a bare `reader PATH…` becomes; not shown in the help

Examples = Sequence[tuple[str, str]]


class Add(Protocol):
    """Adds a command: its name, its handler, one line on it, examples."""

    def __call__(
        self, name: str, handler: str, summary: str, examples: Examples
    ) -> argparse.ArgumentParser: ...


def query(command: argparse.ArgumentParser, *, nargs: str = "*") -> None:
    command.add_argument(
        "query", nargs=nargs, metavar="QUERY", help="words and fields, see `search`"
    )


def article(command: argparse.ArgumentParser, *, nargs: str | None = None) -> None:
    name = "articles" if nargs else "article"
    command.add_argument(
        name, nargs=nargs, metavar="ARTICLE", help="an id, or its first 4 letters or more"
    )


def json(command: argparse._ActionsContainer, what: str = "JSON on standard output") -> None:
    command.add_argument("--json", action="store_true", help=what)


def limit(command: argparse.ArgumentParser, default: int | None, meaning: str) -> None:
    command.add_argument("--limit", type=count, default=default, metavar="N", help=meaning)


def count(text: str) -> int:
    """A number from 0 up."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 0 up")
    return int(text)
