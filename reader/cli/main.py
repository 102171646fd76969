"""From words to an exit code: parse, call one command, say what went wrong in one sentence.

The only place that catches everything. What the commands do is in the files beside this one.
"""

import os
import sys
from collections.abc import Callable, Sequence

from reader.cli import output
from reader.cli.parser import build_parser, names
from reader.cli.words import command_of, normalise
from reader.errors import ReaderError, UsageError

DONE, FAILED, MISUSED, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (without the program's name) asks for; never raises."""
    os.umask(0o077)  # what the program keeps is for its user's eyes
    output.begin()
    words = list(sys.argv[1:] if argv is None else argv)
    code = _guarded(lambda: _dispatch(words), words)
    return _guarded(output.flush, words) or code


def _dispatch(words: list[str]) -> int:
    try:
        spelt = normalise(words, names())
        args = build_parser(command_of(spelt)).parse_args(spelt)
    except SystemExit as leaving:  # argparse has shown the help, or what was wrong
        return leaving.code if isinstance(leaving.code, int) else MISUSED
    import importlib

    module, name = args.handler.split(":")
    command: Callable[..., int] = getattr(importlib.import_module(f"reader.cli.{module}"), name)
    return command(args)


def _guarded(action: Callable[[], int], words: list[str]) -> int:
    """What `action` returns, or the exit code of what it raised, said on standard error."""
    try:
        return action()
    except KeyboardInterrupt:
        output.say("Interrupted. What was done so far is kept.")
        return INTERRUPTED
    except BrokenPipeError:  # `| head` has seen enough
        output.close_quietly()
        return DONE
    except UsageError as error:
        output.complain(str(error), error.hint)
        return MISUSED
    except ReaderError as error:
        _log(words)
        output.complain(str(error), error.hint)
        return FAILED
    except OSError as error:
        _log(words)
        output.complain(_sentence(error), "Is there room and permission to write there?")
        output.close_quietly()
        return FAILED
    except Exception as error:
        return _crashed(error, words)


def _sentence(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _crashed(error: Exception, words: list[str]) -> int:
    """A bug: the user gets a sentence, the log gets the traceback."""
    log = _log(words)
    kept = f"The details are in {log}." if log else "READER_DEBUG=1 shows the details."
    output.complain(f"The program has a fault here ({type(error).__name__}).", kept)
    if not isinstance(error, UnicodeError):
        output.close_quietly()
    return FAILED


def _log(words: list[str]) -> str:
    """Add the exception being handled to the log; where that is, or "" if it can't be written."""
    import traceback
    from datetime import UTC, datetime

    from reader.settings import find_folders

    trace = traceback.format_exc()
    if os.environ.get("READER_DEBUG"):
        sys.stderr.write(trace)
    path = find_folders(_home(words)).log
    when = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{when} reader {words!r}\n{trace}\n")
    except OSError:
        return ""
    return str(path)


def _home(words: list[str]) -> str:
    """The --home of a command line that may not have been parsed."""
    for here, word in enumerate(words):
        if word.startswith("--home="):
            return word.removeprefix("--home=")
        if word == "--home":
            return "".join(words[here + 1 : here + 2])
    return ""
