"""Cleaning by cases: texts of our own with one defect each, and texts that must stay as they are.

A case holds `why`, `language`, `raw` and `expected`, which says what it expects and no more:
`clean` (the whole text after), `kinds`, `blocks` and `hidden` (of the first article), `titles`
(of a digest), `rules` (of the edits), `flags`, `badges`, and fields by name. A `known_failure` says
why the right outcome is out of reach; the day it is reached the test fails: then it is a plain
case.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.text.cleaning import STAGES, Cleaned, clean
from reader.text.offsets import undo_all

CASES = Path(__file__).parent.parent / "cases" / "cleaning"


def load() -> list[Any]:
    cases = []
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            known = case.get("known_failure")
            marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
            name = f"{path.stem}: {case['language']}: {case['why']}"
            cases.append(pytest.param(case, id=name, marks=marks))
    return cases


def outcome(cleaned: Cleaned) -> dict[str, Any]:
    """Everything a case can ask for."""
    first = cleaned.articles[0]
    text = cleaned.text[first.start : first.end]
    return {
        "clean": cleaned.text,
        "kind": cleaned.kind,
        "title": cleaned.title,
        "title_inferred": cleaned.title_inferred,
        "date": first.date,
        "date_inferred": first.date_inferred,
        "byline": first.byline,
        "url": first.url,
        "language": first.language,
        "titles": [article.title for article in cleaned.articles],
        "kinds": [block.kind for block in first.blocks if not block.hidden],
        "blocks": [text[block.start : block.end] for block in first.blocks if not block.hidden],
        "hidden": [text[block.start : block.end] for block in first.blocks if block.hidden],
        "hidden_kinds": [block.kind for block in first.blocks if block.hidden],
        "rules": [edit.rule for edit in cleaned.edits],
        "confidence": [edit.confidence for edit in cleaned.edits],
        "flags": [flag.text for flag in cleaned.flags],
        "badges": list(first.badges),
    }


@pytest.mark.parametrize("case", load())
def test_case(case: dict[str, Any]) -> None:
    is_markdown = case.get("is_markdown", False)
    cleaned = clean(case["raw"], is_markdown=is_markdown, until=case.get("until", ""))
    expected = case["expected"]
    found = outcome(cleaned)
    assert expected, "a case that expects nothing proves nothing"
    assert {key: found[key] for key in expected} == expected
    assert undo_all(cleaned.text, cleaned.layers) == case["raw"]
    if not case.get("until"):
        assert clean(cleaned.text, is_markdown=is_markdown).edits == ()


def test_there_are_cases_of_every_stage() -> None:
    names = {path.stem for path in CASES.glob("*.json")}
    assert names >= {
        "unescape",
        "unicode",
        "space",
        "reflow",
        "typo",
        "structure",
        "meta",
        "digest",
    }
    cases = [case.values[0] for case in load()]
    assert len(cases) >= 400
    assert len({case["language"] for case in cases}) >= 25


def test_until_stops_after_its_stage() -> None:
    raw = "Les &laquo;colis&raquo;,disait-il,  \n\n\n\u200bet cetera\n"
    stages = [[layer.stage for layer in clean(raw, until=stage).layers] for stage in STAGES]
    for number, seen in enumerate(stages):
        assert set(seen) <= set(STAGES[: number + 1])
    assert clean(raw, until="decode").text == raw
    assert stages[0] == ["unescape"]
    assert "typo" in stages[-1]


def test_blocks_of_a_digest_count_from_their_article() -> None:
    raw = (
        "Ports\n\n  • Un quai de plus à Dunkerque\n\n    Le terminal ouvrira au printemps prochain,"
        " annonce la région.\n\n  • Grève levée à Anvers\n\n    Les dockers ont repris le travail"
        " dans la nuit, après neuf jours.\n"
    )
    cleaned = clean(raw)
    titles = []
    for article in cleaned.articles:
        text = cleaned.text[article.start : article.end]
        title = next(block for block in article.blocks if block.kind == "title")
        titles.append(text[title.start : title.end])
        assert text[article.blocks[-1].end :] == ""
    assert titles == ["Un quai de plus à Dunkerque", "Grève levée à Anvers"]


def test_a_file_may_bear_its_day() -> None:
    raw = "Le phare s'est éteint dans la nuit, et personne ne l'a remarqué avant lundi matin.\n"
    cleaned = clean(raw, name="2020-05-17-phare.md")
    assert (cleaned.date, cleaned.date_inferred) == ("2020-05-17", True)
    assert clean(raw, name="2020-05-47-phare.md").date == ""
    assert clean(raw, name="000_2020.txt").date == ""
