"""The bytes of a file that may be anything: a device, a pipe, huge, no text at all.

In: a path. Out: bytes and when they changed, or a ReaderError that says why not. Never blocks.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError
from reader.text.decoding import wide

LARGEST = 64 << 20  # bytes
LONGEST_LINE = 32 << 20  # bytes

_SAMPLE = 64 << 10
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\b\x1a\x1b\x85")
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole of a file."""

    data: bytes
    modified_ns: int


def read_file(path: Path) -> Contents:
    """Read a regular file of text, at most 64 MiB of it."""
    try:
        # O_NONBLOCK: a pipe that nobody writes to must not hold us.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if reason := unreadable(status):
                raise ReaderError(reason)
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ReaderError(reason_of(error)) from error
    if reason := not_text(data):
        raise ReaderError(reason)
    return Contents(data, status.st_mtime_ns)


def reason_of(error: OSError) -> str:
    """Why the system refuses, in our words where we have some."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return f"it can't be read: {error.strerror or error}"


def unreadable(status: os.stat_result) -> str:
    """Why such a file is no document; "" for a regular file of bearable size."""
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            return reason
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    if status.st_size > LARGEST:
        return f"it is larger than {LARGEST >> 20} MiB"
    return ""


def not_text(data: bytes) -> str:
    """Why these bytes can't be read as text; "" if they can."""
    if not data or data.isspace():
        return "it is empty"
    if len(data) > LARGEST:
        return f"it is larger than {LARGEST >> 20} MiB"
    if _has_long_line(data):
        return f"a line of it is longer than {LONGEST_LINE >> 20} MiB"
    if data.startswith(_WIDE_BOMS) or wide(data):
        return ""
    sample = data[:_SAMPLE]
    if b"\0" in data:
        return "it is not text (it has NUL bytes)"
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    return "it is not text" if controls > len(sample) // 10 else ""


def _has_long_line(data: bytes) -> bool:
    """Goes from the last line end within reach to the next one; so most lines cost nothing."""
    start = 0
    while len(data) - start > LONGEST_LINE:
        reach = start + LONGEST_LINE + 1
        end = max(data.rfind(b"\n", start, reach), data.rfind(b"\r", start, reach))
        if end < 0:
            return True
        start = end + 1
    return False
