"""What one document may cost the process that cleans it, and what that process may do at all.

In: limits. Out: this process bound by them, where the system knows them, or what a process that is
gone died of. The text is a stranger's; whoever finds a way to make cleaning run away, or more, has
a process that reads files and speaks to its parent: it writes no file, starts no process, knows no
network, and has little time.
"""

import os
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass

_FILES = 64  # open at once: two pipes, the document, a module that is being loaded
_HELD = ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NPROC")  # no dump, no file written, no child
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What Python does while it cleans, by the names under which it announces it. All else is refused,
# what a later Python brings too: sockets, processes, foreign libraries, databases, renaming ...
_NEEDED = {
    "import", "exec", "compile", "marshal.load", "marshal.loads", "code.__new__",
    "pickle.find_class", "builtins.id", "sys._getframe", "os.listdir", "os.scandir",
    "object.__getattr__", "object.__setattr__", "object.__delattr__",
    "resource.setrlimit", "resource.prlimit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one document. Cleaning takes 1 to 8 µs and 25 to 40 bytes for a byte of text; where much
    is misread and half lost, 200 µs on a slow machine.
    """

    memory: int = 1 << 30  # bytes, the program itself among them
    memory_each: int = 64  # or so many bytes for each of the document, if that is more
    seconds: float = 10.0  # of processor time
    seconds_each: float = 400e-6  # and so many more for each byte


def hold() -> None:
    """Bind this process for good."""
    for name in _HELD:
        _set(name, 0, is_final=True)
    _set("RLIMIT_NOFILE", _FILES, is_final=True)
    sys.addaudithook(_refuse)  # there is no way to take one out


def _refuse(event: str, details: tuple[object, ...]) -> None:
    """Called by the interpreter before it does something to the world outside."""
    if event not in _NEEDED and not (event == "open" and _reads(details)):
        raise PermissionError(f"a process that cleans has no use for {event}")


def _reads(details: tuple[object, ...]) -> bool:
    flags = details[2]
    return isinstance(flags, int) and not flags & _CHANGING


def allow(limits: Limits, size: int) -> None:
    """Bind it anew, for a document of so many bytes: MemoryError, or SIGXCPU, which ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = limits.seconds + limits.seconds_each * size
    _set("RLIMIT_CPU", int(used.ru_utime + used.ru_stime + seconds) + 1)
    _set("RLIMIT_AS", max(limits.memory, limits.memory_each * size))


def _set(name: str, most: int, *, is_final: bool = False) -> None:
    """Lower or raise one; a system that doesn't know it, or was stricter before, keeps its own."""
    which = getattr(resource, name, None)
    if which is not None:
        _, hard = resource.getrlimit(which)
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most if is_final else hard))


def reason(code: int | None) -> str:
    """Why a document was left out, from how the process ended that cleaned it."""
    if code == -signal.SIGXCPU:
        return "cleaning it takes too long"
    if code is not None and code < 0:
        return f"the process that cleaned it was ended by {signal.Signals(-code).name}"
    return "cleaning it failed; this is a bug in reader"
