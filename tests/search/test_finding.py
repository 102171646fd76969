"""What is found, and why, in a small library of true files."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reader.article import Hit
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import answers, search
from reader.search.fold import fold
from reader.settings import Folders
from tests.conftest import run_import, write_files
from tests.search.conftest import Finder

_CASES = Path(__file__).parents[1] / "cases" / "search"


def _cases(name: str) -> list[Any]:
    cases = json.loads((_CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['query']}: {case['why']}") for case in cases]


@pytest.mark.parametrize("case", _cases("finding.json"))
def test_finds(finder: Finder, case: dict[str, Any]) -> None:
    names = finder.names(case["query"])
    assert names[:1] == [case["first"]] or (case.get("in") and case["first"] in names)


@pytest.mark.parametrize("case", _cases("not_finding.json"))
def test_does_not_find(finder: Finder, case: dict[str, Any]) -> None:
    assert case["not"] not in finder.names(case["query"])


def test_what_is_excluded_leaves_the_rest(finder: Finder) -> None:
    assert len(finder.names("-pear")) == 9
    assert set(finder.names("pear -note:garage")) >= {"orchard", "robot"}


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("fery", {"fery": "ferry"}),
        ("orcherd roof", {"orcherd": "orchard"}),
        ("ferry", {}),
        ("fer", {}),
        ("pear", {}),  # “year” and “peer” would be near
        ("hotel", {}),
        ("zzzzzzz", {}),
    ],
)
def test_says_what_it_corrected(finder: Finder, query: str, corrected: dict[str, str]) -> None:
    assert finder.corrected(query) == corrected


def test_a_word_that_is_there_is_never_called_corrected(
    finder: Finder, library: Library, notes: Notes
) -> None:
    """“belt” stands in one text; “bel” and “best” would not make it a typing error."""
    final = search(library, notes, "belt")
    assert final.hits and not final.corrected
    assert not any(match.is_corrected for match in final.hits[0].matches)


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("orcherd pear", "orchard", {"orchard", "pear"}),
        ("oeuvre hotel", "pomme", {"œuvre", "hôtel"}),
        ("strasse fluss", "strasse", {"straße", "fluß"}),
        ("駅舎", "tokyo", {"駅舎"}),
        ("سوق", "mahatta", {"سوقٌ"}),
        ("μουσικη λιμανι", "limani", {"μουσική", "λιμάνι"}),
        ("garage$", "orchard", {"garage"}),
        ('"calm goat"', "ferry", {"calm goat"}),
    ],
)
def test_matches_point_at_the_words(
    finder: Finder, library: Library, query: str, name: str, words: set[str]
) -> None:
    hit = finder.hit(query, name)
    article = library.article(hit.headline.id)
    whole = {"title": article.headline, "text": article.text}
    for match in hit.matches:
        assert whole[match.field][match.start : match.end] == match.text
    assert {match.text.lower() for match in hit.matches} == words


def _check_snippet(hit: Hit) -> None:
    assert len(hit.snippet) <= 200
    for span in hit.snippet_spans:
        word = hit.snippet[span.start : span.end]
        assert word and word == word.strip()
        assert word in {match.text for match in hit.matches}


def test_the_snippet_marks_the_words(finder: Finder) -> None:
    hit = finder.hit("parking", "orchard")
    _check_snippet(hit)
    shown = [hit.snippet[span.start : span.end] for span in hit.snippet_spans]
    assert shown == ["parking"]


@pytest.mark.parametrize("query", ["keller", "lag keller", "title:keller", "lang:de -zug"])
def test_a_snippet_is_what_one_would_read(finder: Finder, query: str) -> None:
    """Not the front matter, not the title again: the row above it says that."""
    snippet = finder.hit(query, "archive").snippet
    assert snippet.startswith("Im Keller des Rathauses")


def test_a_title_alone_is_shown_with_its_first_paragraph(finder: Finder) -> None:
    hit = finder.hit("orchard", "orchard")
    assert hit.snippet.startswith("Forty pear trees")
    assert "---" not in hit.snippet and "#" not in hit.snippet


def test_a_filter_alone_lists(finder: Finder) -> None:
    assert finder.names("lang:en after:2021") == ["robot", "orchard"]
    assert finder.hit("lang:en after:2021", "orchard").snippet.startswith("Forty pear trees")


def test_nothing_asked_finds_nothing(finder: Finder) -> None:
    assert finder.names("") == finder.names("   ") == finder.names("title:") == []


def test_the_limit_is_kept(library: Library, notes: Notes) -> None:
    assert len(search(library, notes, "pear", limit=1).hits) == 1
    assert len(search(library, notes, "lang:en", limit=1).hits) == 1


def test_strict_comes_before_forgiving(library: Library, notes: Notes) -> None:
    steps = list(answers(library, notes, "pears"))
    assert [step.is_final for step in steps] == [False, True]
    assert not steps[0].hits
    assert all(any(m.is_corrected for m in hit.matches) for hit in steps[1].hits)
    assert {hit.headline.title.split()[1] for hit in steps[1].hits[:2]} == {"orchard", "arms"}


def test_the_best_hit_holds_the_word_in_its_title(finder: Finder) -> None:
    """“pear” begins no title; “parcels” is another word."""
    assert finder.names("orchard pear")[0] == "orchard"
    assert set(finder.names("pear")[:2]) == {"orchard", "robot"}


def test_a_filter_is_one_in_lists_and_in_searches(finder: Finder) -> None:
    """Case and accents of a collection's name, of an author, matter to neither."""
    collection = finder.hits("ferry")[0].headline.collection
    for query in (f"collection:{collection.upper()}", f"ferry collection:{collection.upper()}"):
        assert "ferry" in finder.names(query)
    assert finder.names("pear author:QUILL") == finder.names("author:QUILL") == ["orchard"]


def test_every_snippet_of_every_word_is_well_marked(finder: Finder, library: Library) -> None:
    for row in library.listing().window(0, 20):
        for word in fold(library.article(row.id).text).split()[:12]:
            for hit in finder.hits(word):
                _check_snippet(hit)


def test_after_and_before_a_date_part_the_dated_articles(finder: Finder) -> None:
    """The day, month or year itself is of `after:`."""
    for date in ("2022", "2022-05", "2022-05-17"):
        later, earlier = finder.names(f"after:{date}"), finder.names(f"before:{date}")
        assert "orchard" in later
        assert sorted(later + earlier) == sorted(finder.names("before:9999"))


def test_half_a_word_of_three_letters_comes_before_a_correction(finder: Finder) -> None:
    """“mec” begins a word of a text alone: mechanics."""
    assert finder.names("mec")[0] == finder.names("two mec")[0] == "robot"
    assert finder.corrected("mec") == finder.corrected("two mec") == {}


def test_a_word_that_is_nowhere_is_named_and_left_out(finder: Finder) -> None:
    answer = finder.answer("zzzqqq ferry")
    assert answer.nowhere == ("zzzqqq",) and not answer.left_out
    assert finder.names("zzzqqq ferry") == finder.names("ferry")
    assert finder.answer("zzzqqq frery").nowhere == ("zzzqqq",)
    assert "ferry" in finder.names("zzzqqq frery")
    assert finder.answer("zzzqqq").nowhere == ("zzzqqq",) and not finder.names("zzzqqq")
    assert not finder.answer("ferry").nowhere


def test_what_is_insisted_on_is_named_but_not_left_out(finder: Finder) -> None:
    for query in ("'zzzqqq ferry", '"zzz qqq" ferry', "title:zzzqqq ferry"):
        assert not finder.names(query) and len(finder.answer(query).nowhere) == 1


def test_a_filter_is_no_word_that_is_nowhere(finder: Finder) -> None:
    assert not finder.names("ferry lang:de") and not finder.answer("ferry lang:de").nowhere
    assert finder.names("zzzqqq ferry lang:de") == []


def test_words_that_no_article_holds_together(finder: Finder) -> None:
    answer = finder.answer("mechanics goat")
    assert answer.left_out in (("mechanics",), ("goat",)) and not answer.nowhere


def test_a_known_word_is_not_corrected_away(finder: Finder) -> None:
    """“belt” and “goat” stand in two articles; none holds both."""
    assert finder.names("belt goat")[0] in ("robot", "ferry")
    assert finder.corrected("belt goat") == {}
    assert "robot" not in finder.names("'belt 'goat")


def test_an_answer_names_its_articles_before_they_are_read(finder: Finder) -> None:
    answer = finder.answer("pear")
    assert [hit.headline.id for hit in answer.hits] == list(answer.articles)
    assert [headline.id for headline in answer.headlines] == list(answer.articles)
    assert list(answer.stories) == list(answer.articles)  # none is a copy
    assert len(answer.articles) == 3


def test_copies_are_known_by_what_they_are_copies_of(finder: Finder, folders: Folders) -> None:
    """One is folded below the other in lists; both are found, as the same story."""
    text = "The lighthouse moves inland\n\n" + "Its keeper counted every wave of the storm. " * 40
    run_import(write_files(folders.data / "in", {"one/a.txt": text, "two/b.txt": text}), folders)
    answer = finder.answer("lighthouse")
    assert len(set(answer.articles)) == 2 and len(set(answer.stories)) == 1
    assert answer.stories[0] in answer.articles


def test_an_article_removed_since_is_shown_by_its_title(finder: Finder, folders: Folders) -> None:
    answer = finder.answer("'goat")
    with sqlite3.connect(folders.library) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM article WHERE id = ?", (answer.articles[0],))
    db.close()
    (hit,) = answer.hits
    assert hit.headline.id == answer.articles[0] and hit.headline.title
    assert not finder.answer("'goat").articles


def test_two_words_run_together_in_a_text_are_no_mistyped_one(
    folders: Folders, library: Library, notes: Notes, tmp_path: Path
) -> None:
    decoy = "Marenka opens a shop\n\nThe doors open at nine, and there is tea for everybody.\n"
    meant = "Marenka films the sea\n\nFor once Marenka Pictures pays for the hall and the lights.\n"
    run_import(write_files(tmp_path / "more", {"shop.txt": decoy, "films.txt": meant}), folders)
    finder = Finder(library, notes)
    assert finder.names("marepic")[:1] == ["films"]
    assert [match.text for match in finder.hit("marepic", "films").matches] == ["Marenka Pictures"]
    assert finder.corrected("marepic") == {"marepic": "marenka pictures"}


def test_two_words_run_together_are_found_behind_a_term_that_begins_so(
    folders: Folders, library: Library, notes: Notes, tmp_path: Path
) -> None:
    rare = "Bakers meet\n\nThey praise the marepictou, a cake of the coast, and drink to it.\n"
    meant = "Marenka pictures the sea\n\nThe hall is full, and the lights go out at nine.\n"
    run_import(write_files(tmp_path / "more", {"cake.txt": rare, "films.txt": meant}), folders)
    assert Finder(library, notes).names("marepict")[:2] == ["cake", "films"]
