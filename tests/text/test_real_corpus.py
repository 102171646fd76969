"""The five real documents, by the table of the design: read where they lie, never copied.

Set READER_REAL_CORPUS to their folder; without it these tests are skipped.
"""

import os
import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

import pytest

from reader.text.cleaning import CleanArticle, Cleaned, clean
from reader.text.decoding import decode
from reader.text.offsets import undo_all

FOLDER = os.environ.get("READER_REAL_CORPUS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="READER_REAL_CORPUS names no folder")


@cache
def document(number: str) -> Cleaned:
    (path,) = Path(FOLDER).glob(f"{number}_*.txt")
    return clean(decode(path.read_bytes()).text, name=path.name)


def count(article: CleanArticle, kind: str) -> int:
    return sum(block.kind == kind and not block.hidden for block in article.blocks)


def hidden_lines(cleaned: Cleaned) -> list[int]:
    """The lines of the raw text that are hidden, counted from 1."""
    lines = cleaned.raw.split("\n")
    article = cleaned.articles[0]
    text = cleaned.text[article.start : article.end]
    hidden = {text[block.start : block.end] for block in article.blocks if block.hidden}
    return [number for number, line in enumerate(lines, 1) if line.strip() in hidden]


@pytest.mark.parametrize(
    ("number", "paragraphs", "headings", "captions"),
    [
        ("000", 14, 0, 0),
        ("001", 13, 0, 0),
        ("002", 35, 7, 1),
        ("003", 15, 0, 0),
        ("004", 9, 3, 0),
    ],
)
def test_blocks(number: str, paragraphs: int, headings: int, captions: int) -> None:
    articles = document(number).articles
    assert sum(count(article, "paragraph") for article in articles) == paragraphs
    assert sum(count(article, "heading") for article in articles) == headings
    assert sum(count(article, "caption") for article in articles) == captions


@pytest.mark.parametrize(
    ("number", "kind", "title"),
    [
        ("000", "article", "Alibaba va-t-il dévorer Netflix ?"),
        ("001", "article", ""),
        ("002", "digest", "Alibaba"),
        ("003", "article", "Alibaba : enfin un concurrent pour Amazon ?"),
        ("004", "article", ""),
    ],
)
def test_title(number: str, kind: str, title: str) -> None:
    cleaned = document(number)
    assert (cleaned.kind, cleaned.title) == (kind, title)
    assert bool(cleaned.title_inferred) is not bool(title)
    assert cleaned.language == "fr"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_date(number: str) -> None:
    cleaned = document(number)
    known = ("2022-09-22", True) if number == "004" else ("", False)
    assert (cleaned.date, cleaned.date_inferred) == known


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_lossless_and_idempotent(number: str) -> None:
    cleaned = document(number)
    assert undo_all(cleaned.text, cleaned.layers) == cleaned.raw
    assert clean(cleaned.text).edits == ()


def test_the_broken_paragraph_is_whole() -> None:
    rules = [edit.rule for edit in document("000").edits]
    assert rules == ["blank-lines", "broken-paragraph"]


def test_a_paragraph_a_line_stays_so() -> None:
    edits = document("001").edits
    assert [(edit.rule, edit.before, edit.after) for edit in edits] == [
        ("space-after-comma", "", " ")
    ]


def test_the_digest_holds_nine_articles() -> None:
    cleaned = document("002")
    counts = [count(article, "paragraph") for article in cleaned.articles]
    assert counts == [1, 1, 1, 5, 5, 5, 5, 1, 11]
    assert all(article.title for article in cleaned.articles)
    assert not any(block.hidden for article in cleaned.articles for block in article.blocks)


def test_the_digest_reads_right() -> None:
    """371 words of 2,469 were wrong: no character of the damage is left."""
    text = document("002").text
    assert not set("ĂÄŠĆƓÚÎșț€™") & set(text)
    words = [found.start() for found in re.finditer(r"\S+", document("002").raw)]
    mended = {
        bisect_right(words, edit.start)
        for edit in document("002").edits
        if edit.stage == "encoding"
    }
    assert (len(mended), len(words)) == (371, 2469)


def test_captions_and_furniture_are_hidden() -> None:
    cleaned = document("003")
    assert hidden_lines(cleaned) == [5, 6, 34, 35, 36, 37]
    assert [edit.rule for edit in cleaned.edits] == ["space-before-comma"]
    flags = [flag.text for flag in cleaned.flags]
    assert "millionsde" in flags
    assert len(flags) == 3


def test_the_prefix_is_taken_out() -> None:
    edits = document("004").edits
    assert [edit.rule for edit in edits] == ["metadata-prefix"]
