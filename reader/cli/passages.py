"""Which passage of an article a command line means. A guess is never made: one place, or an error.

The article's clean text and the arguments in, the selector and `[start, end)` out.
"""

import argparse
import re

from reader.cli.output import shown
from reader.errors import NotFound, ReaderError, UsageError
from reader.text.anchors import Selector, quote

_SHOWN_PLACES = 5


def find_passage(text: str, args: argparse.Namespace) -> tuple[Selector, int, int]:
    """By --start and --end, or by --quote with what stands around it."""
    has_place = args.start is not None or args.end is not None
    if has_place == (args.quote is not None):
        raise UsageError("Say which passage: either --quote TEXT, or --start N and --end M.")
    start, end = _placed(text, args.start, args.end) if has_place else _quoted(text, args)
    return quote(text, start, end), start, end


def _placed(text: str, start: int | None, end: int | None) -> tuple[int, int]:
    if start is None or end is None:
        raise UsageError("--start and --end belong together.")
    if not 0 <= start < end <= len(text):
        raise UsageError(
            f"There is no passage from {start} to {end}: the text has {len(text)} characters."
        )
    return start, end


def _quoted(text: str, args: argparse.Namespace) -> tuple[int, int]:
    if not args.quote.strip():
        raise UsageError("The quote is empty.")
    places = _places(text, args.quote) or _places(text, args.quote.strip())
    if not places:
        raise NotFound(
            "These words do not stand in the article: “" + shown(args.quote)[:60] + "”.",
            hint="`reader show ARTICLE --json` prints its text to the character.",
        )
    fitting = [place for place in places if _is_between(text, place, args.prefix, args.suffix)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise NotFound("These words do stand in the article, but not between those.")
    some = ", ".join(f"{start}-{end}" for start, end in fitting[:_SHOWN_PLACES])
    more = " …" if len(fitting) > _SHOWN_PLACES else ""
    raise ReaderError(
        f"These words stand in {len(fitting)} places: {some}{more}.",
        hint="Say which by --prefix and --suffix, or by --start and --end.",
    )


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Letter for letter; else with any white space between the words, as a terminal wraps them."""
    exact = [(at.start(), at.start() + len(words)) for at in _overlapping(re.escape(words), text)]
    if exact:
        return exact
    loose = r"\s+".join(map(re.escape, words.split()))
    return [(at.start(), at.start() + len(at[1])) for at in _overlapping(loose, text)]


def _overlapping(pattern: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(f"(?=({pattern}))", text))


def _is_between(text: str, place: tuple[int, int], prefix: str, suffix: str) -> bool:
    """Whether the context stands there, white space between it and the passage or not."""
    before, after = text[: place[0]], text[place[1] :]
    return (before.endswith(prefix) or before.rstrip().endswith(prefix.strip())) and (
        after.startswith(suffix) or after.lstrip().startswith(suffix.strip())
    )
