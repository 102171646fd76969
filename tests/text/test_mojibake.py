"""Misread text comes right, word for word; what is right stays as it is."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Edit
from reader.text import mojibake
from reader.text.mojibake_codecs import CODECS, codec

CASES = Path(__file__).parents[1] / "cases" / "mojibake"
CORPUS = os.environ.get("READER_REAL_CORPUS", "")


@cache
def cases(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return found


def clean() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((CASES / "clean.json").read_text(encoding="utf-8"))
    return found


def mended(text: str) -> str:
    """The text with its edits done, each of which must say truly what stood there."""
    parts, at = [], 0
    for edit in mojibake.repair(text):
        assert at <= edit.start < edit.end
        assert text[edit.start : edit.end] == edit.before != edit.after
        assert edit.stage == "encoding" and edit.rule
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join(parts) + text[at:]


def real(number: str) -> str:
    if not CORPUS:
        pytest.skip("READER_REAL_CORPUS names no folder of real documents")
    return next(Path(CORPUS).glob(f"{number}_*.txt")).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases("damaged.json"), ids=lambda case: case["name"])
def test_damaged_text_comes_right(case: dict[str, str]) -> None:
    assert mended(case["text"]) == case["wanted"]


@pytest.mark.parametrize("case", cases("damaged.json"), ids=lambda case: case["name"])
def test_mended_text_is_left_alone(case: dict[str, str]) -> None:
    assert mojibake.repair(mended(case["text"])) == []


@pytest.mark.parametrize("case", cases("negative.json"), ids=lambda case: case["name"])
def test_what_only_looks_damaged_stays(case: dict[str, str]) -> None:
    assert mojibake.repair(case["text"]) == []


@pytest.mark.parametrize("language", clean())
def test_clean_text_stays(language: str) -> None:
    sentences = clean()[language]
    for text in [*sentences, "\n".join(sentences), " ".join(sentences).upper()]:
        assert mojibake.repair(text) == []


def test_guesses_are_called_guesses() -> None:
    for case in cases("damaged.json"):
        sure = {edit.confidence for edit in mojibake.repair(case["text"])}
        assert ("inferred" in sure) == bool(case.get("inferred")), case["name"]


def test_a_long_text_of_many_languages_stays() -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in clean().values())
    assert mojibake.repair(text * 3) == []


def test_a_damaged_line_in_a_long_clean_text_comes_right() -> None:
    around = "\n".join(clean()["fr"] * 20)
    right = "Le café a fermé très tôt, dès la fin de l'été."
    damaged = misread(right, "cp1252")
    assert mended(f"{around}\n{damaged}\n{around}") == f"{around}\n{right}\n{around}"


def test_the_codec_of_the_document_decides_for_its_words() -> None:
    damaged = misread("Il est près de l’hôtel, très près, à côté du guichet fermé.", "iso8859_16")
    assert {edit.rule for edit in mojibake.repair(damaged)} == {"utf8-as-iso8859_16"}


def misread(text: str, name: str) -> str:
    chars = codec(name).chars
    return "".join(chars[byte] for byte in text.encode())


@given(st.sampled_from(sorted(clean())), st.sampled_from(CODECS[:28]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_mending_is_idempotent(language: str, name: str) -> None:
    once = mended(misread("\n".join(clean()[language]), name))
    assert mended(once) == once


@given(
    st.text(alphabet=st.sampled_from("aé ÃĂ©â€™\u00a0ÂÐÑ”ĹüßR\ufffd\n\x80\x9dжΓ中"), max_size=60)
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_edits_are_sound_on_any_text(text: str) -> None:
    edits: list[Edit] = mojibake.repair(text)
    assert [text[e.start : e.end] for e in edits] == [e.before for e in edits]
    assert all(a.end <= b.start for a, b in zip(edits, edits[1:], strict=False))


def test_all_words_of_the_half_mended_document_come_right() -> None:
    text = real("002")
    edits = mojibake.repair(text)
    after = mended(text)
    damaged = {w for w in text.split() if set(w) & set("ĂÂÃÚÎƓ") or "â€" in w}
    assert sum(w in damaged for w in text.split()) == len(
        [1 for a, b in zip(text.split(), after.split(), strict=True) if a != b]
    )
    assert set(after) - {c for c in after if c.isascii()} <= set("éèêàâùçœîïôÉ’“”•\u00a0")
    assert [edit.after for edit in edits if edit.confidence == "inferred"] == ["é”"]
    assert mojibake.repair(after) == []


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_real_documents_that_are_right_stay(number: str) -> None:
    assert mojibake.repair(real(number)) == []


def _read_as_latin_1(text: str) -> str:
    """UTF-8 read as ISO-8859-1 by a program that then threw its control characters away."""
    misread = text.encode().decode("latin-1")
    return "".join(char for char in misread if not "\x80" <= char <= "\x9f")


def test_where_most_letters_lost_a_byte_nothing_is_made_up() -> None:
    text = _read_as_latin_1(" ".join(clean()["ru"] + clean()["uk"]))
    edits = mojibake.repair(text)
    assert edits, "the letters that kept both bytes are read"
    assert not [edit for edit in edits if edit.confidence == "inferred"]


def test_where_few_letters_lost_a_byte_they_are_filled() -> None:
    text = _read_as_latin_1(" ".join(clean()["cs"] + clean()["tr"]))
    assert [edit for edit in mojibake.repair(text) if edit.confidence == "inferred"]
