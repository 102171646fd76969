"""Measures structure on pages as they are scraped: titles, digests, joins, tails, content lost.

    python -m tests.benchmarks.structure [--misses] [tuned|unseen …]

The pages are our own (tests/cases/pages). The rules were tuned on `tuned` and never looked at
`unseen`. In a page each line has a code before it; a small letter is the same without a blank line
above: T title, D a digest's heading, H heading, P paragraph, L list item, Q quote, C caption,
R credit, V verse, X code or a table, M byline or date, B furniture, S signature, ? anything. A line
goes on with the one above: `+` wrapped, `^` hyphenated, `!` with a hyphen of its own, `/` broken
by a blank line. `~` is a prefix that goes.
"""

import argparse
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.article import Block
from reader.text.cleaning import CleanArticle, Cleaned, clean
from reader.text.offsets import from_raw

PAGES = Path(__file__).parents[1] / "cases" / "pages"
FILES = sorted(path.stem for path in PAGES.glob("*.txt"))
_KINDS = {
    "H": {"heading"}, "P": {"paragraph"}, "L": {"list_item"}, "Q": {"quote"}, "V": {"verse"},
    "C": {"caption"}, "R": {"credit"},
}  # fmt: skip
_JOINED = {"+": " ", "/": " ", "^": "", "!": ""}
_MARKER = re.compile(r"\A(?:#{1,6}|>|[•-])\s+")
_STYLES = {  # of a digest: a title, a paragraph
    "bullet": ("  • {}", "    {}"), "dash": ("- {}", "{}"), "number": ("{n}. {}", "{}"),
    "plain": ("{}", "{}"), "boldbullet": ("- **{}**", "  {}"), "dated": ("## {}", "{}"),
}  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line of a page: its code, the text as it stands there, and what it should become."""

    code: str
    text: str
    wanted: str
    start: int = 0


@dataclass(slots=True)
class Page:
    """A page: its raw text, and what is right about it."""

    name: str
    language: str
    known: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    raw: str = ""

    @property
    def is_digest(self) -> bool:
        return "digest" in self.known

    def texts(self, codes: str) -> list[str]:
        return [line.wanted for line in self.lines if line.code.upper() in codes]


def pages(name: str) -> list[Page]:
    """All pages of a file."""
    text = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    return [_page(part) for part in text.split("=== ")[1:]]


def _page(part: str) -> Page:
    head, *rest = part.rstrip("\n").split("\n")
    name, language, *more = (each.strip() for each in head.split("|"))
    pairs = (each.strip().partition("=") for each in "".join(more).split(";"))
    page = Page(name, language, {key: value for key, _, value in pairs if key})
    titles = 0
    for line in rest:
        code, text = line[0], line[2:]
        wanted = text.strip() if code == "X" else _MARKER.sub("", text.strip())
        if page.is_digest and code in "TPM":
            titles += code == "T"
            text = _styled(page, code, text, titles)
        page.lines.extend(_wrapped(page, Line(code, text, wanted)))
    _lay_out(page)
    return page


def _styled(page: Page, code: str, text: str, number: int) -> str:
    title, body = _STYLES[page.known.get("style", "bullet")]
    return (title if code == "T" else body).format(text, n=number)


def _wrapped(page: Page, line: Line) -> Iterator[Line]:
    if line.code != "P" or "wrap" not in page.known:
        yield line
        return
    for number, text in enumerate(textwrap.wrap(line.text, int(page.known["wrap"]))):
        yield Line("+" if number else "P", text, text)


def _lay_out(page: Page) -> None:
    is_tight = page.known.get("gap") == "0"
    for at, line in enumerate(page.lines):
        above = page.lines[at - 1].code if at else "~"
        if above != "~":
            is_close = line.code in "+^!" or (line.code.islower() or is_tight) and line.code != "/"
            page.raw += "\n" if is_close else "\n\n"
        line.start = len(page.raw)
        page.raw += line.text
    page.raw += "\n"


def blocks_wanted(page: Page) -> list[tuple[str, str]]:
    """Code and whole text of each block."""
    found: list[tuple[str, str]] = []
    for line in page.lines:
        if line.code in _JOINED and found:
            code, text = found[-1]
            text = text.removesuffix("-") if line.code == "^" else text
            found[-1] = (code, text + _JOINED[line.code] + line.wanted)
        elif line.code != "~":
            found.append((line.code.upper(), line.wanted))
    return found


def misses(page: Page) -> Iterator[tuple[str, bool, str]]:
    """What was asked of a page, whether it came out right, and a word on it."""
    cleaned = clean(page.raw)
    yield from _heads(page, cleaned)
    yield from _joins(page, cleaned)
    shown = {text: block for text, block in _blocks(cleaned) if not block.hidden}
    hidden = {text for text, block in _blocks(cleaned) if block.hidden}
    for code, text in blocks_wanted(page):
        if code == "B":
            yield "tails", text in hidden or text == "---", text
        elif code in "THPLQVX?":
            is_lost = text in hidden or not any(text in other for other in shown)
            yield "kept", not is_lost, f"{text} {'HIDDEN' if text in hidden else 'NOT FOUND'}"
        if code in "HPLQVCR" and not page.is_digest:
            block = next((shown[other] for other in shown if text in other), None)
            is_right = block is not None and block.kind in _KINDS[code]
            is_right |= code == "C" and text in hidden and page.texts("C").count(text) < 2
            yield "roles", is_right, f"{code} is {block.kind if block else 'hidden'}: {text}"


def _heads(page: Page, cleaned: Cleaned) -> Iterator[tuple[str, bool, str]]:
    titles = page.texts("T")
    found = [article.title for article in cleaned.articles]
    if page.is_digest:
        heading = "".join(page.texts("D"))
        is_right = cleaned.kind == "digest" and found == titles
        yield "digests", is_right, f"{cleaned.kind} {found}"
        yield "titles", cleaned.title == heading, f"{cleaned.title!r}, not {heading!r}"
        return
    wanted = titles[0] if titles else ""
    yield "titles", cleaned.title == wanted, f"{cleaned.title!r}, not {wanted!r}"
    yield "no digests", cleaned.kind == "article", cleaned.kind
    first: CleanArticle = cleaned.articles[0]
    for what, value in (("byline", first.byline), ("date", first.date)):
        yield what, value == page.known.get(what, ""), f"{value!r}, not {page.known.get(what)!r}"
    yield "language", first.language == page.language, first.language


def _joins(page: Page, cleaned: Cleaned) -> Iterator[tuple[str, bool, str]]:
    for above, below in zip(page.lines, page.lines[1:], strict=False):
        if above.code == "~":
            continue
        start = from_raw(cleaned.layers, above.start)
        end = from_raw(cleaned.layers, below.start)
        is_joined = "\n" not in cleaned.text[start:end]
        yield "joins", is_joined == (below.code in _JOINED), f"{above.text} | {below.text}"


def _blocks(cleaned: Cleaned) -> Iterator[tuple[str, Block]]:
    for article in cleaned.articles:
        for block in article.blocks:
            yield cleaned.text[article.start + block.start : article.start + block.end], block


def measure(names: Sequence[str], *, is_loud: bool = False) -> dict[str, tuple[int, int]]:
    """Right and all, by what was asked, over some files."""
    right: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for name in names:
        for page in pages(name):
            for what, is_right, word in misses(page):
                right[what] += is_right
                everything[what] += 1
                if is_loud and not is_right:
                    print(f"{name}: {page.name}: {what}: {word}")
    return {what: (right[what], everything[what]) for what in everything}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="tuned|unseen")
    parser.add_argument("--misses", action="store_true", help="list what came out wrong")
    args = parser.parse_args()
    for name in args.names or FILES:
        found = measure([name], is_loud=args.misses)
        languages = {page.language for page in pages(name)}
        print(f"{name}: {len(pages(name))} pages in {len(languages)} languages")
        for what, (right, everything) in found.items():
            print(f"  {what:10} {right:4} of {everything:4}  {100 * right / everything:5.1f} %")


if __name__ == "__main__":
    main()
