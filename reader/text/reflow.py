"""Stage "reflow": lines that belong to one paragraph become one line.

Comes in: text whose white space is in order. Goes out: edits, one a line feed (or two) that goes.
Two damages are mended: text wrapped by hand, and a paragraph broken mid-sentence by a blank line.
A paragraph a line, verse, lists, code and tables are nobody's damage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.article import Confidence, Edit
from reader.text.lines import (
    LineKind,
    ends_open,
    ends_sentence,
    has_no_spaces,
    is_spaceless,
    lines_of,
    starts_lower,
    starts_upper,
    width,
)

STAGE = "reflow"
_WIDEST = 140  # cells; nobody wraps by hand at more
_NARROWEST = 34  # a narrower column is a list, an address or verse
_FULL = 0.85  # of the lines of a wrapped paragraph could not have held the next line's first word
_FLOWING = 0.4  # of them begin in the middle of a sentence (German nouns make it no more)
_LONG = 60  # characters; a shorter line may be a heading, a name, a line of verse
_DIVIDED = 8  # characters of the shortest line that ends with half a word
_LONG_SPACELESS = 36
_ADDRESS = re.compile(r"(?:https?:|www\.|@|par |by |von |por |di )")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})-\Z")
_WHOLE_WORD = re.compile(r"(?<![\w-])(?<!-\n)[^\W\d_]+(?:-[^\W\d_]+)*(?![-\w])")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN_WORDS = """
ex non vice anti semi mi demi avant après contre sous self well co pro pre post multi inter
est ouest nord sud saint sainte grand beau belle peut quelques dix vingt trente quarante cinquante
soixante quatre celui celle ceux celles moi toi lui elle nous vous eux mid high low long short old
new half full part north south east west two three four five six seven eight nine
"""
_KEEPS_HYPHEN = frozenset(_HYPHEN_WORDS.split())
_OPEN_WORDS = """
de la le les du des un une et ou à au aux en par pour sur dans avec sans que qui dont leur leurs ses
the an of and or to at by for with from that than their its whose der das ein eine einer eines und
oder von vom für beim zum zur dass el los las una y o por para con sin del al il lo gli di per della
nel nella che do da dos das com uma na no het een van voor met door mit auf bei nach aus seit durch
über unter im am den dem dessen deren als wie weil wenn sich nicht
"""
_OPEN = frozenset(_OPEN_WORDS.split())  # words that end no sentence and no heading
_COORDINATING = re.compile(  # `Haupt- und Nebenstraßen`: the hyphen stays, and so does the space
    r"(?:und|oder|sowie|bzw\.|och|eller|og|és|vagy|and)\s"
)
_COORDINATING_DUTCH = re.compile(r"(?:en|of)\s")  # elsewhere the end of a word
_AFTER_HYPHEN = re.compile(r"(?:t-|je|tu|ils?|elles?|nous|vous|ce|ci|là|même|mêmes|être)\b")


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    kind: LineKind
    gap: int  # blank lines before it

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Words:
    """The words of a document, looked at only if a hyphen asks."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(_WHOLE_WORD.findall(self.text.casefold()))


def reflow_edits(text: str, *, is_markdown: bool = False) -> list[Edit]:
    """What to change."""
    if not _is_needed(text):
        return []
    groups = _groups(_lines(text))
    wrapped = _wrapped_groups(groups, is_markdown)
    doc_words = _Words(text)
    joins: dict[int, Edit] = {}
    for number, group in enumerate(groups):
        for above, below in zip(group, group[1:], strict=False):
            if _continues(above, below, wrapped.get(number, 0), len(group)):
                joins[above.end] = _join(above, below, "wrapped-line", doc_words)
    broken = _broken_joins(groups, joins, doc_words, _LONG)
    if broken:  # where one was surely broken, less is enough
        broken = _broken_joins(groups, joins, doc_words, _LONG // 2)
    joins |= broken
    return [joins[start] for start in sorted(joins)]


def _broken_joins(
    groups: Sequence[list[_Line]], joins: dict[int, Edit], doc_words: _Words, least: int
) -> dict[int, Edit]:
    """What mends paragraphs broken by a blank line; `least` characters must stand above it."""
    found: dict[int, Edit] = {}
    begun: _Line | None = None
    for first, second in zip(groups, groups[1:], strict=False):
        begun = _paragraph_start(first, joins, begun)
        if not _is_broken(first, second, begun, least):
            begun = None
        else:
            edit = _join(first[-1], second[0], "broken-paragraph", doc_words)
            found[edit.start] = edit
    return found


def _is_needed(text: str) -> bool:
    """A quick look: are there lines right below each other, or does a long one end open?"""
    lines = lines_of(text).texts
    feeds = text.rstrip("\n").count("\n")
    if feeds != 2 * text.rstrip("\n").count("\n\n"):
        return True
    return any(len(line) >= _LONG_SPACELESS and ends_open(line) for line in lines)


def _lines(text: str) -> list[_Line]:
    found = lines_of(text)
    lines: list[_Line] = []
    start = gap = 0
    for line, kind in zip(found.texts, found.kinds, strict=True):
        if kind == "blank":
            gap += 1
        else:
            lines.append(_Line(start, line, kind, gap))
            gap = 0
        start += len(line) + 1
    return lines


def _groups(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that can belong together: no blank line, no marker between them."""
    groups: list[list[_Line]] = []
    for at, line in enumerate(lines):
        is_same = (
            at > 0
            and not line.gap
            and (line.kind == "text" or line.kind == lines[at - 1].kind == "quote")
            and lines[at - 1].kind in ("text", "bullet", "number", "quote")
        )
        if is_same:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _wrapped_groups(groups: Sequence[list[_Line]], is_markdown: bool) -> dict[int, int]:
    """The groups that were wrapped by hand, with the width they were wrapped to."""
    wrapped: dict[int, int] = {}
    unsure: list[int] = []
    for number, group in enumerate(groups):
        if len(group) == 1:
            continue
        widths = [width(line.text) for line in group]
        widest = max(widths)
        if widest > _WIDEST or (widest < _NARROWEST and not is_markdown):
            continue
        is_full, is_prose = _fullness(group, widths, widest)
        if is_markdown and not _is_verse_like(group):
            wrapped[number] = 1  # every line is full
        elif is_full and is_prose and len(group) > 2:
            wrapped[number] = widest
        elif is_full:
            unsure.append(number)
    common = 0 if is_markdown else max(wrapped.values(), default=0)
    for number in unsure:
        if common and width(groups[number][0].text) >= common * 0.8:
            wrapped[number] = common
    return {
        number: max(least, common) if least > common * 0.8 else least
        for number, least in wrapped.items()
    }


def _fullness(group: Sequence[_Line], widths: Sequence[int], widest: int) -> tuple[bool, bool]:
    """Is each line as full as it could be, the last of a paragraph aside? Does prose run on?"""
    flows = full = breaks = 0
    for above, below, cells in zip(group, group[1:], widths, strict=False):
        if cells + _first_word_width(below.text) > widest:
            full += 1
        elif ends_sentence(above.text) and not starts_lower(below.text):
            breaks += 1  # a paragraph ends here
            continue
        flows += _flows(above.text, below.text)
    lines = len(group) - 1 - breaks
    return lines > 0 and full >= _FULL * lines, flows >= _FLOWING * lines


def _first_word_width(line: str) -> int:
    if has_no_spaces(line[:1]):
        return 4  # two characters: punctuation may not begin a line
    return width(line.split(" ", 1)[0]) + 1


def _flows(above: str, below: str) -> bool:
    if starts_lower(below) or above.rsplit(" ", 1)[-1] in _OPEN:
        return True
    return not below[:1].isupper() and not ends_sentence(above)  # no case, a digit, a quote


def _is_verse_like(group: Sequence[_Line]) -> bool:
    """Short lines that all begin with a capital and are no sentences."""
    return (
        len(group) > 2
        and all(len(line.text) < _LONG and starts_upper(line.text) for line in group)
        and 2 * sum(ends_sentence(line.text) for line in group) <= len(group)
    )


def _continues(above: _Line, below: _Line, wrapped_to: int, size: int) -> bool:
    """Does a paragraph run over the line feed between these two lines of a group?"""
    if above.text.endswith("  ") or below.text.lstrip("> ").startswith(("— ", "– ", "-- ")):
        return False  # a hard break in Markdown; somebody speaks, or signs
    if wrapped_to:
        is_full = width(above.text) + _first_word_width(below.text) > wrapped_to
        return is_full or not ends_sentence(above.text) or starts_lower(below.text)
    if not ends_open(above.text) or not starts_lower(below.text.lstrip("> ")):
        return False
    if _HYPHENATED.search(above.text) and len(above.text) >= _DIVIDED:
        return True  # a word goes on
    is_pair = size == 2 and ends_sentence(below.text)  # too few to tell what they were wrapped to
    return (
        len(above.text) >= (_NARROWEST if is_pair else _LONG)
        and above.kind in ("text", "quote")
        and not _ADDRESS.match(below.text)
    )


def _is_broken(first: Sequence[_Line], second: Sequence[_Line], begun: _Line, least: int) -> bool:
    """Does the second paragraph go on with the first one's sentence?"""
    above, below = first[-1], second[0]
    if above.kind != "text" or below.kind != "text" or not below.gap:
        return False
    if below.start - above.end != 2 or not ends_open(above.text) or _ADDRESS.match(below.text):
        return False
    if is_spaceless(above.text):
        return (
            len(above.text) >= _LONG_SPACELESS
            and has_no_spaces(below.text[:1])
            and any(mark in above.text for mark in "、，。,")
            and ends_sentence(second[-1].text)
        )
    is_long = above.end - begun.start >= least and above.text.count(" ") >= 5
    if not is_long or starts_lower(begun.text):
        return False
    if above.text.rsplit(" ", 1)[-1] in _OPEN:
        return starts_lower(below.text) or starts_upper(below.text)
    return starts_lower(below.text) and (
        ends_sentence(second[-1].text) or above.text[-1] in ",-" or len(below.text) >= _LONG
    )


def _paragraph_start(group: Sequence[_Line], joins: dict[int, Edit], begun: _Line | None) -> _Line:
    """The line where the paragraph of the group's last line begins; `begun` if it was joined."""
    at = len(group) - 1
    while at and group[at - 1].end in joins:
        at -= 1
    return begun if begun and not at else group[at]


def _join(above: _Line, below: _Line, rule: str, doc_words: _Words) -> Edit:
    """The edit that puts two lines together, a hyphen at the end looked at."""
    start, end = above.end, below.start
    if below.kind == "quote":
        end += len(below.text) - len(below.text.lstrip("> "))
    before = doc_words.text[start:end]
    confidence: Confidence = "certain" if rule == "wrapped-line" else "likely"
    hyphen = _HYPHENATED.search(above.text)
    rest = below.text[end - below.start :]
    if hyphen and rest[:1].isupper() and rule == "wrapped-line":
        return Edit(STAGE, rule, start, end, before, "", "likely")  # `Nord-` `Süd-Projekt`
    if hyphen and _coordinates(rest, doc_words):
        return Edit(STAGE, rule, start, end, before, " ", "likely")
    if hyphen and starts_lower(rest):
        goes, confidence = _hyphen_goes(hyphen[1], rest, doc_words)
        if goes:
            return Edit(STAGE, "hyphenation", start - 1, end, "-" + before, "", confidence)
        return Edit(STAGE, rule, start, end, before, "", confidence)
    is_tight = has_no_spaces(above.text[-1]) or has_no_spaces(rest[:1])
    return Edit(STAGE, rule, start, end, before, "" if is_tight else " ", confidence)


def _coordinates(rest: str, doc_words: _Words) -> bool:
    if _COORDINATING_DUTCH.match(rest):
        return {"het", "een"} <= doc_words.known
    return _COORDINATING.match(rest) is not None


def _hyphen_goes(head: str, rest: str, doc_words: _Words) -> tuple[bool, Confidence]:
    """Was the hyphen put in to break the word? The document itself knows best."""
    tail = _FIRST_WORD.match(rest)
    if tail is None:
        return False, "likely"
    left, right = head.casefold(), tail[0].casefold()
    known = doc_words.known
    if left + right in known:
        return True, "likely"
    if f"{left}-{right}" in known or left in _KEEPS_HYPHEN or _AFTER_HYPHEN.match(rest.casefold()):
        return False, "likely"
    if left in known and right in known:
        return False, "inferred"
    return True, "inferred"
