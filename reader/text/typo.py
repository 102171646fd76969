"""Stage "typo": the few slips of the keyboard that are certain to be slips. Spelling is no such.

Comes in: text. Goes out: edits. What is merely suspicious is flagged in `suspicions`.
"""

import re
from collections.abc import Iterator

from reader.article import Edit

STAGE = "typo"
_BEFORE_COMMA = re.compile(r"(?<=[\w»”)]) ,(?= [^\W\d_])")
_CUSTOM = 4  # a slip is at most one in so many of the document's commas


def typo_edits(text: str) -> list[Edit]:
    """A comma that sticks to the word behind a closing quote; a stray space before a comma."""
    edits = [
        Edit(STAGE, "space-after-comma", place, place, "", " ", "likely")
        for stuck in ("»,", "”,")
        for place in _ends(text, stuck)
        if text[place : place + 1].isalpha()
    ]
    if " , " in text and text.count(" ,") * _CUSTOM <= text.count(", "):
        edits.extend(
            Edit(STAGE, "space-before-comma", found.start(), found.start() + 1, " ", "", "likely")
            for found in _BEFORE_COMMA.finditer(text)
        )
    edits.sort(key=lambda edit: edit.start)
    return edits


def _ends(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place + len(part)
        place = text.find(part, place + 1)
