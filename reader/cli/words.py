"""The words of a command line before argparse sees them: a bare path, a bare query's `-not`.

In: words as typed. Out: words that start with a command. Nothing is opened but to ask if it is.
"""

import re
from collections.abc import Collection

from reader.cli.arguments import OPEN_PATHS
from reader.errors import UsageError

_QUERY_COMMANDS = {"list", "search", "annotations", "export"}
_NOT_WORD = re.compile(r"-(?=[^-\s\d])(?!h$|o$)(.+)", re.S)


def normalise(words: list[str], names: Collection[str]) -> list[str]:
    """The same command line with its command spelled out.

    Raises UsageError for a first word that is neither a command nor a path.
    """
    at = _first_word(words)
    if at is None:
        asks = any(word in {"-h", "--help", "--version"} for word in words)
        return words if asks else [*words, OPEN_PATHS]
    before, word, after = words[:at], words[at], words[at + 1 :]
    if word == "help":
        return [*before, *after, "--help"]
    if word in _QUERY_COMMANDS:
        return [*before, word, *map(_without_dash, after)]
    if word in names:
        return words
    if word == "-" or _is_path(word):
        return [*before, OPEN_PATHS, word, *after]
    raise UsageError(f"There is no command and no file “{word}”.", hint=_suggestion(word, names))


def command_of(words: list[str]) -> str:
    """The command of a normalised command line; "" when it only asks for help or the version."""
    at = _first_word(words)
    return "" if at is None else words[at]


def _is_path(word: str) -> bool:
    from pathlib import Path  # here: most command lines need no look at the disk

    try:
        return Path(word).expanduser().exists()
    except (OSError, ValueError, RuntimeError):  # too long a name, a null byte, no such user
        return False


def _first_word(words: list[str]) -> int | None:
    """Where the first word that is no option stands."""
    is_value = False
    for at, word in enumerate(words):
        if is_value:
            is_value = False
        elif word == "--home":
            is_value = True
        elif word == "-" or not word.startswith("-"):
            return at
    return None


def _without_dash(word: str) -> str:
    """`-word` means "not this word" in a query, an option to argparse; `!word` is the same."""
    match = _NOT_WORD.fullmatch(word)
    return f"!{match[1]}" if match else word


def _suggestion(word: str, names: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `reader {near[0]}`? `reader --help` lists all commands."
    return "`reader --help` lists all commands; `reader import PATH` brings documents in."
