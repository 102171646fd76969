"""The article list and the search results: how a headline and a hit look as rows."""

from typing import ClassVar
from urllib.parse import urlsplit

from rich.cells import cell_len
from rich.style import Style

from reader.app.row_list import Line, RowList, cut
from reader.app.unfolding import is_below
from reader.article import Headline, Hit, Span
from reader.text import badges

_BOLD = Style(bold=True)
_PLAIN = Style()
_LIGHT = Style(bold=False)


def source_label(source: str, collection: str = "") -> str:
    """A source as people call it: the host of a URL, else the collection, else the file."""
    if "://" in source:
        return urlsplit(source).netloc.removeprefix("www.") or source
    return collection or source.rpartition("/")[2]


def marks(headline: Headline) -> str:
    """The signs of one's own data, star, notes, tags; and how many copies there are."""
    found = [
        "★" if headline.starred else "",
        f"✎{headline.notes}" if headline.notes else "",
        f"⧉{headline.copies}" if headline.copies else "",
        *(f"#{tag}" for tag in headline.tags),
    ]
    return " ".join(filter(None, found))


A_MINUTE = 230
"""Words read in a minute (Brysbaert 2019, for silent reading of articles)."""


def minutes(words: int) -> str:
    """Reading time."""
    return f"{max(1, round(words / A_MINUTE))} min"


def meta_line(headline: Headline) -> str:
    """Source, date, language and length, what is unknown left out."""
    parts = [
        source_label(headline.source, headline.collection),
        headline.date,
        headline.language,
        minutes(headline.words),
    ]
    return " · ".join(filter(None, parts))


def second_line(row: Headline, room: int) -> tuple[str, str]:
    """Signs of a row and what is known of it; what is wrong with its text in words if they fit."""
    signs, meta = marks(row), meta_line(row)
    if row.badges:
        in_words = f"{meta} · {badges.spoken(row.badges)}"
        if cell_len(f"{signs}  {in_words}" if signs else in_words) <= room:
            meta = in_words
        else:
            signs = " ".join(filter(None, [signs, *map(badges.SIGNS.__getitem__, row.badges)]))
    return f"{signs}  " if signs else "", meta


class ArticleList(RowList[Headline]):
    """Headlines, two lines each or compact in one: unread ones in bold with a dot."""

    BORDER_TITLE = "Articles"

    def set_compact(self, is_compact: bool) -> None:
        """One line a row, or two."""
        self.row_height = 1 if is_compact else self.ROW_HEIGHT
        self.set_rows(self.count, self._fetch, cursor=self.cursor)

    def draw(self, row: Headline, width: int, is_current: bool) -> list[Line]:
        dim, accent = self.style("dim"), self.style("accent")
        title = _BOLD if row.unread else _PLAIN
        if row.is_inferred:
            title += Style(italic=True)
        inset = "└ " if is_below(row) else ""
        room = max(0, width - 3 - len(inset))
        signs, meta = second_line(row, width - 2 - len(inset))
        dot = ("● " if row.unread else "  ", accent)
        return [
            [dot, (inset, dim), (cut(row.title, room), title), (" ", _PLAIN)],
            [
                ("  " + " " * len(inset), _PLAIN),
                (signs, accent),
                (meta, dim),
            ],
        ]


class ResultList(RowList[Hit]):
    """Search results: headline, where from, and the passage, with every match marked."""

    ROW_HEIGHT: ClassVar[int] = 4
    CHUNK: ClassVar[int] = 8  # each hit costs its article's text

    def draw(self, row: Hit, width: int, is_current: bool) -> list[Line]:
        headline = row.headline
        accent = self.style("accent")
        in_title = [
            (Span(m.start, m.end), self._mark(m.is_corrected))
            for m in row.matches
            if m.field == "title"
        ]
        title: Line = [("● " if headline.unread else "  ", accent)]
        title += marked(headline.title, in_title, _BOLD if headline.unread else _PLAIN)
        signs, known = second_line(headline, width - 2)
        meta: Line = [("  ", _PLAIN), (signs, accent), (known, self.style("dim"))]
        return [title, meta, *self._passage(row, width), [("", _PLAIN)]]

    def _mark(self, is_corrected: bool) -> Style:
        """How a matched word looks: one as typed in bold, a corrected one slanted and light."""
        return self.style("corrected") + _LIGHT if is_corrected else self.style("match")

    def _passage(self, hit: Hit, width: int) -> list[Line]:
        """The snippet in one line, so placed that its first match is on screen."""
        text = " ".join(hit.snippet.split("\n"))
        spans = list(hit.snippet_spans)
        start = 0
        if spans and spans[0].end > width - 6:
            start = max(0, spans[0].start - width // 3)
            start = text.find(" ", start, spans[0].start) + 1 or start  # no half word, if it can be
        corrected = {m.text for m in hit.matches if m.is_corrected}
        shown = [
            (
                Span(max(0, s.start - start), max(0, s.end - start)),
                self._mark(hit.snippet[s.start : s.end] in corrected),
            )
            for s in spans
        ]
        line: Line = [("  ", _PLAIN), ("…" if start else "", _PLAIN)]
        return [line + marked(text[start:], shown, self.style("dim"))]


def marked(text: str, spans: list[tuple[Span, Style]], plain: Style) -> Line:
    """The text with its matched spans, each in a style of its own."""
    line: Line = []
    at = 0
    for span, match in sorted(spans, key=lambda each: each[0].start):
        if span.start < at or span.end > len(text):
            continue
        line += [(text[at : span.start], plain), (text[span.start : span.end], plain + match)]
        at = span.end
    return [*line, (text[at:], plain)]
