"""A path as it is typed: what it means, and how it may go on.

In: the text of a field. Out: a path, and the names that begin so. Reads folders, opens no file.
"""

import os
import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

_MOST = 20_000  # entries of one folder that are looked at


def typed_path(text: str) -> Path:
    """The path that is meant: `~`, quotes, and the URL or escapes of a file dropped here."""
    text = text.strip().replace("\0", "")
    if text.startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return _at_home(text[1:-1])
    path = _at_home(text)
    return path if os.path.lexists(path) else _at_home(re.sub(r"\\(.)", r"\1", text))


def _at_home(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~nobody
        return Path(text)


def goes_on(text: str, is_wanted: Callable[[str], bool]) -> list[str]:
    """The whole texts that a typed path may become, folders with a `/`, in order.

    Folders, and the files whose name is wanted; hidden ones where the name begins with a dot.
    Capitals count only where a name fits with them.
    """
    head, slash, begun = text.rpartition("/")
    try:
        with os.scandir(_at_home(head + slash or ".")) as entries:
            inside = [(entry.name, entry.is_dir()) for entry in islice(entries, _MOST)]
    except (OSError, ValueError):
        return []
    names = sorted(
        name + "/" * is_folder
        for name, is_folder in inside
        if (is_folder or is_wanted(name)) and (begun.startswith(".") or not name.startswith("."))
    )
    fitting = [name for name in names if name.startswith(begun)] or [
        name for name in names if name.casefold().startswith(begun.casefold())
    ]
    return [head + slash + name for name in fitting]


def shared(texts: list[str]) -> str:
    """What all of them begin with."""
    return os.path.commonprefix(texts)
