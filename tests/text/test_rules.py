"""Every rule that the cases of cleaning can bring forth is said in words."""

import json
from pathlib import Path

import pytest

from reader.text import rules
from reader.text.cleaning import clean

CASES = Path(__file__).parents[1] / "cases"


def raw_texts() -> list[str]:
    """Every text of the cases, whatever its case calls it."""
    cases = [
        case
        for path in sorted(CASES.rglob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))
    ]
    found = [case for case in cases if isinstance(case, dict)]
    return [text for case in found for text in case.values() if isinstance(text, str)]


def test_no_rule_is_without_words() -> None:
    names = {part for raw in raw_texts() for e in clean(raw).edits for part in rules.parts(e.rule)}
    assert len(names) > 10
    unnamed = rules.described("no-such-rule")
    assert {name for name in names if rules.described(name) == unnamed} == set()
    assert {name for name in names if rules.reason(name) == unnamed} == set()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("utf8-as-iso8859_16", "UTF-8 that was read as ISO-8859-16"),
        ("utf8-as-cp1252-latin_1", "UTF-8 that was read as Windows-1252 and then as ISO-8859-1"),
        (
            "undo-cp1250-for-iso8859_16",
            "misread as ISO-8859-16 and then wrongly repaired as Windows-1250",
        ),
        ("koi8_r-as-latin_1", "KOI8-R that was read as ISO-8859-1"),
        ("tab+tab", "a tab inside a line, made a space"),
    ],
)
def test_code_pages_have_the_names_people_know(rule: str, said: str) -> None:
    assert rules.reason(rule) == said


def test_kin_share_a_name() -> None:
    assert {rules.family(r) for r in ("utf8-as-cp1252", "utf8-as-cp1250")} == {"utf8-as"}
    assert rules.family("tab") == "tab"
    assert rules.described("utf8-as") == rules.described("utf8-as-cp1252")
