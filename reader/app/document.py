"""An article as the reader view takes it apart: blocks, their inline markup, the lines of its head.

An article comes in; out come facts about its blocks in offsets of the article's own text, found
when a block comes on screen. Characters keep their places: what must not be drawn is left out
when a line is drawn (`glyphs`). Not here: wrapping (`layout`), colours (`paint`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reader.app.glyphs import is_rtl, shown
from reader.article import Article, Block, Span
from reader.text import badges
from reader.text.inline import Inline, spans

_WORDS_A_MINUTE = 220
_TITLE_AMONG = 8  # a title further down is shown where it stands, under a head of its own
_DIRECTION = 200  # characters looked at for the direction of a block
_MARKUP = ("*", "_", "`", "[", "<", "://", "www.", "WWW.")
_QUOTE_MARK = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_NUMBERED = re.compile(r"\(?\w{1,4}[.)]\Z")

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mt": "Maltese",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line above the text that is no part of it."""

    kind: str  # title, untitled, meta or byline
    text: str


class Doc:
    """One article, its blocks looked at on demand."""

    def __init__(self, article: Article, *, is_plain: bool = False) -> None:
        """With `is_plain` nothing in the text is taken for markup."""
        self.article = article
        self._is_plain = is_plain
        self.text = article.text
        self.blocks: tuple[Block, ...] = article.blocks or tuple(_lines_of(article.text))
        self._inline: dict[int, tuple[Inline, ...]] = {}

    @cached_property
    def title_block(self) -> int:
        """Index of the block that is the title on screen, or -1 when the head must hold it."""
        visible = (index for index, block in enumerate(self.blocks) if not block.hidden)
        for _, index in zip(range(_TITLE_AMONG), visible, strict=False):
            if self.blocks[index].kind == "title":
                return index
        return -1

    def flat(self, start: int, end: int) -> str:
        """A stretch of text as one line: newlines and tabs are spaces, each at its place."""
        return self.text[start:end].replace("\n", " ").replace("\t", " ")

    def inline(self, index: int) -> tuple[Inline, ...]:
        """Links, emphasis and markers of a block."""
        found = self._inline.get(index)
        if found is None:
            found = self._inline[index] = self._find_inline(self.blocks[index])
        return found

    def _find_inline(self, block: Block) -> tuple[Inline, ...]:
        if block.kind == "code" or self._is_plain:
            return ()
        text, start, end = self.text, block.start, block.end
        found: list[Inline] = []
        if any(text.find(sign, start, end) >= 0 for sign in _MARKUP):
            found += spans(text, start, end)
        if block.kind == "quote" and text.find(">", start, end) >= 0:
            marks = _QUOTE_MARK.finditer(text, start, end)
            found += (Inline(mark.start() + 1, mark.end(), "marker") for mark in marks)
        return tuple(found)

    def markers(self, index: int) -> list[Span]:
        """Stretches of a block that are punctuation of its markup, not drawn."""
        return [Span(one.start, one.end) for one in self.inline(index) if one.kind == "marker"]

    def is_rtl(self, index: int) -> bool:
        """The block is written from right to left."""
        block = self.blocks[index]
        sample = self.text[block.start : min(block.end, block.start + _DIRECTION)]
        return not sample.isascii() and is_rtl(sample)

    @cached_property
    def has_rtl_head(self) -> bool:
        """The headline is written from right to left, so the lines under it stand right too."""
        return is_rtl(self.article.headline)

    def bullet(self, index: int) -> str:
        """A list item's own number, or a bullet."""
        start = self.blocks[index].start
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()
        return shown(line) if _NUMBERED.match(line) else "•"

    def block_before(self, offset: int) -> int:
        """Index of a visible block some blocks before an offset."""
        index = max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 5)
        while index and self.blocks[index].hidden:
            index -= 1
        return index

    def lines_hidden(self, first: int, last: int) -> int:
        """How many lines the blocks from `first` to `last` have."""
        stretch = self.text[self.blocks[first].start : self.blocks[last].end]
        return sum(1 for line in stretch.split("\n") if line.strip())

    def gap(self, index: int) -> int:
        """Newlines between a block and the one before it."""
        before = self.blocks[index - 1].end if index else 0
        return self.text.count("\n", before, self.blocks[index].start)

    def plain(self, start: int, end: int, *, shows_hidden: bool = False) -> str:
        """What is visible of a stretch, for the clipboard: folded blocks and markers left out."""
        parts = []
        for index, block in enumerate(self.blocks):
            if block.end <= start or block.start >= end:
                continue
            if block.hidden and not shows_hidden:
                continue
            parts.append(self._without_markers(index, max(start, block.start), min(end, block.end)))
        return "\n\n".join(part for part in parts if part)

    def _without_markers(self, index: int, start: int, end: int) -> str:
        pieces, at = [], start
        for marker in self.markers(index):
            pieces.append(self.text[at : max(at, min(marker.start, end))])
            at = max(at, min(marker.end, end))
        pieces.append(self.text[at:end])
        return "".join("\n".join(shown(line) for line in piece.split("\n")) for piece in pieces)

    def head(self) -> Iterator[HeadLine]:
        """The lines above the text: the title if the text doesn't show it, then what is known."""
        article = self.article
        if self.title_block < 0:
            yield HeadLine("title" if article.title else "untitled", shown(article.headline))
        if not article.title:
            yield HeadLine("remark", "(no title; its first words)")
        if article.byline:
            yield HeadLine("byline", shown(article.byline))
        yield HeadLine("meta", shown(" · ".join(filter(None, self._facts()))))
        if article.badges:
            yield HeadLine("remark", badges.spoken(article.badges))

    def _facts(self) -> Iterator[str]:
        article = self.article
        yield _source(article)
        yield f"~{article.date}" if article.date_inferred else article.date
        yield _LANGUAGES.get(article.language, article.language)
        words = article.words or len(article.text) // 6
        yield f"{max(1, round(words / _WORDS_A_MINUTE))} min"


def _source(article: Article) -> str:
    """The site of an address, else the collection, else the file's name."""
    url = article.url or article.source
    if "://" in url:
        return url.split("://", 1)[1].split("/", 1)[0].removeprefix("www.")
    return article.collection or article.source.rsplit("/", 1)[-1]


def _lines_of(text: str) -> Iterator[Block]:
    """Each line a paragraph, for an article without blocks."""
    for line in re.finditer(r"\S[^\n]*", text):
        yield Block(line.start(), line.end(), "paragraph")
