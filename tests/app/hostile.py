"""A corpus that tries to command the terminal, and what of its bytes must never reach it.

In: a folder to fill, or every byte a program wrote. Out: files with controls in each of their
fields and in their names; what of the bytes no program of ours has a reason to write.
"""

import re
from pathlib import Path

ESCAPES = (
    "\x1b]52;c;cm0gLXJm\x07"  # puts a command on the clipboard
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\"
    "\x1b]0;owned\x07\x1b[5;31m\x1b[6n\x1b[2J\x1bc\x1bP+q544e\x1b\\"
    "\x9b31m\x9d0;owned\x9c\x90q\x9c"  # the same as C1 controls
    "\u202eoverride\u202c\u2066isolate\u2069\u061c\u200f\u200e"
    "\x08\x7f"
)
MARKUP = "[/] [red]red[/red] [@click=app.bell]bell[/] [link=http://evil.example]"
HOSTILE = f"Danger {MARKUP} {ESCAPES} end"

_OURS = re.compile(
    rb"\x1b\[[0-9;]*m"  # colours and attributes
    rb"|\x1b\[[0-9]+;[0-9]+H"
    rb"|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9]+\$p"  # modes, and questions after them
    rb"|\x1b\[[<>=][0-9;]*u|\x1b\[\?u|\x1b\[c"  # keyboard protocols
    rb"|\x1b\]22;[a-z-]*\x07"  # the mouse pointer's shape
    rb"|\r?\n|\r"
)
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\x1b")
_PAYLOADS = (b"\x1b[5;31m", b"\x1b[31m", b"\x1b]52", b"\x1b]8;", b"owned\x07")


def offences(raw: bytes) -> list[str]:
    """What the bytes hold that only content can have brought, with a little around it."""
    raw = raw[: raw.rfind(b"\x1b")]  # the last sequence may be still under way
    found = [repr(payload) for payload in _PAYLOADS if payload in raw]
    rest = _OURS.sub(b"", raw).decode("utf-8", "surrogateescape")
    return found + [
        repr(rest[max(0, at.start() - 20) : at.end() + 20]) for at in _BAD.finditer(rest)
    ]


def write_hostile(folder: Path) -> Path:
    """Documents hostile in title, body, byline, front matter and name; one is no text at all."""
    name = "\x1b[31m\x9b7m\u202e [red][∕]\x07"
    folder = folder / f"box {name}"
    folder.mkdir(parents=True)
    body = "\n\n".join(f"Paragraph {n}: {HOSTILE} and so on." for n in range(40))
    (folder / f"a {name}.txt").write_text(
        f"Title {HOSTILE}\n\nBy Ann {HOSTILE}\n\n{body}\n", encoding="utf-8"
    )
    (folder / "b.md").write_text(
        f"---\ntitle: {HOSTILE}\nauthor: {HOSTILE}\ndate: {HOSTILE}\nurl: http://x.example/{ESCAPES}\n"
        f"tags: [{MARKUP}]\n---\n\n# Heading {HOSTILE}\n\n[{MARKUP}](http://x.example/{ESCAPES})\n\n"
        f"## Second {HOSTILE}\n\n> {HOSTILE}\n\n```\n{HOSTILE}\n```\n\n- {HOSTILE}\n",
        encoding="utf-8",
    )
    (folder / f"z {name}.txt").write_bytes(b"\x00\x01\x02\x7fELF" * 400)
    return folder
