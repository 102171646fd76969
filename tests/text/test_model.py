"""The character model tells languages apart, and prefers words to what is none."""

import json
from pathlib import Path

import pytest

from reader.text import model

CLEAN = json.loads(
    (Path(__file__).parents[1] / "cases" / "mojibake" / "clean.json").read_text(encoding="utf-8")
)
UNKNOWN = {"mt", "eo", "be", "gl"}  # not in the model, or (Galician) made from little text
TWINS = {"sk": {"cs"}, "cs": {"sk"}, "no": {"da"}, "da": {"no"}, "hr": {"sl"}}


@pytest.mark.parametrize("language", sorted(set(CLEAN) - UNKNOWN))
def test_a_language_is_told(language: str) -> None:
    assert model.identify(" ".join(CLEAN[language])) == language


def test_a_sentence_is_mostly_enough() -> None:
    lines = [(ln, line) for ln in set(CLEAN) - UNKNOWN for line in CLEAN[ln]]
    right = sum(model.identify(line) in {ln} | TWINS.get(ln, set()) for ln, line in lines)
    assert right / len(lines) > 0.95


@pytest.mark.parametrize("text", ["", "42", "…", "\n\n", "🎉🎉"])
def test_nothing_is_said_of_nothing(text: str) -> None:
    assert model.identify(text) == ""


@pytest.mark.parametrize(
    "text", ["Parking", "Hello", "Alibaba", "Garden tour", "x", "http", "1234 Ja 5678"]
)
def test_too_little_has_no_language(text: str) -> None:
    assert model.identify(text) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ελλάδα", "el"),
        ("Straße", "de"),
        ("Zorgverzekeraars", "nl"),
        ("Le maire démissionne", "fr"),
    ],
)
def test_little_may_be_enough(text: str, language: str) -> None:
    assert model.identify(text) == language


def test_words_cost_less_than_what_is_none() -> None:
    assert model.word_cost("auprès", "fr") < model.word_cost("auprÚs", "fr")
    assert model.word_cost("straße", "de") < model.word_cost("straþe", "de")
    assert model.word_cost("ΣΟΦΟΣ", "el") == model.word_cost("σοφος", "el")


def test_the_table_is_small() -> None:
    table = Path(model.__file__).with_name("model.bin")
    assert table.stat().st_size <= 300_000
    assert len(model.load().languages) >= 50
