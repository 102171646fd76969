"""Exports for other programs: their forms, and what of them comes back."""

import csv
import io
import json
import random
from pathlib import Path

import pytest

from reader.article import Annotation, ArticleId, Headline
from reader.errors import ReaderError
from reader.export import EXPORTERS
from reader.export.exported import Exported
from reader.export.restoring import restore
from tests.export.test_pages import exported
from tests.export.test_restoring import ARTICLE, everything, fill, opened

ALPHABET = "ab é\n\t'\"\\/<>&=+-@,;:#*[]()\x1b\x85\u2028\u202e\u0301東😀"


def written(name: str, *what: Exported) -> str:
    return "".join(EXPORTERS[name](what))


def one(quote: str = "", note: str = "", url: str = "", title: str = "Un titre") -> Exported:
    mine = Annotation(
        "n1", ArticleId("a1b2"), "highlight" if quote else "note", quote=quote, note=note,
        start=7, end=9,
        tags=("un mot", "b"), created="2026-01-02T03:04:05Z",
    )  # fmt: skip
    headline = Headline(
        ArticleId("a1b2"), title, source="s.txt", tags=("Économie",), added="2026-01-01T00:00:00Z"
    )
    return Exported(headline, None, (mine,), url=url)


def test_web_annotations_come_back_identical(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    fill(old)
    chance = random.Random(5)
    for number in range(200):
        words = ["".join(chance.choices(ALPHABET, k=chance.randrange(1, 30))) for _ in range(4)]
        old.annotate(
            ARTICLE.id, "highlight", quote=words[0], prefix=words[1], suffix=words[2],
            start=number, end=number + 5, note=words[3], tags=words,
        )  # fmt: skip
    path = tmp_path / "mine.jsonld"
    path.write_text(written("jsonld", exported(old)), encoding="utf-8")
    assert not restore(new, path).skipped
    assert everything(new) == everything(old)


def test_web_annotations_are_what_the_model_says() -> None:
    page = json.loads(written("jsonld", one("deux mots", "oui", "https://example.org/a")))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    (item,) = page["items"]
    assert item["motivation"] == "highlighting"
    assert item["target"]["source"] == "https://example.org/a"
    assert {each["type"] for each in item["target"]["selector"]} == {
        "TextQuoteSelector", "TextPositionSelector",
    }  # fmt: skip
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("commenting", "oui"), ("tagging", "un mot"), ("tagging", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "http://www.w3.org/ns/anno.jsonld", "items": [',
        '{"@context": "x", "items": 3}',
        '{"@context": "x", "items": [{"target": 4}]}',
        '{"@context": "x", "reader:version": 99, "items": []}',
    ],
)
def test_other_json_ld_is_said_and_changes_nothing(tmp_path: Path, text: str) -> None:
    notes = opened(tmp_path / "home")
    path = tmp_path / "other.jsonld"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReaderError, match="Web Annotations"):
        restore(notes, path)
    assert notes.annotations() == []


def test_a_table_runs_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("readwise", one('=1+1, "x"\nz', "@note")))))
    assert rows[0] == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[1][0] == '\'=1+1, "x"\nz'
    assert rows[1][4] == "'@note .un-mot .b"
    assert rows[1][5:] == ["7", "2026-01-02 03:04:05"]


def test_org_text_is_no_headline() -> None:
    text = written("org", one("* pas un titre\n#+end_quote", "* non\n:END:"))
    headlines = [line for line in text.splitlines() if line.startswith("*")]
    assert headlines == ["* Un titre :Économie:", "** * pas un titre #+end_quote :un_mot:b:"]
    assert text.count("\n#+end_quote\n") == 1
    assert text.count("\n:END:\n") == 2


def test_bookmarks_hold_what_has_an_address_and_no_script() -> None:
    bad = '<script>"x"</script>'
    text = written(
        "netscape", one(title=bad, note=bad, url='https://e.org/?a="b"'), one(url="javascript:x")
    )
    assert text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>")
    assert text.count("<DT><A ") == 1
    assert "<script>" not in text
    assert 'HREF="https://e.org/?a=&quot;b&quot;" ADD_DATE="1767225600" TAGS="Économie"' in text
