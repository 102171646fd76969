"""Bytes become the right text, and decoding never fails."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.decoding import decode

CASES = Path(__file__).parents[1] / "cases"
CLEAN = json.loads((CASES / "mojibake" / "clean.json").read_text(encoding="utf-8"))
OLD = json.loads((CASES / "decoding" / "old.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", OLD, ids=lambda case: f"{case['language']} {case['encoding']}")
def test_old_code_pages_are_recognised(case: dict[str, str]) -> None:
    text = "\n".join(CLEAN[case["language"]])
    done = decode(text.encode(case["encoding"]))
    assert done.text == text
    assert not done.is_lossy
    assert 0.4 < done.confidence < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("language", ["fr", "ru", "ja", "en"])
def test_unicode_is_recognised(language: str, encoding: str) -> None:
    text = " ".join(CLEAN[language]) * 3
    if encoding == "utf-16-le" and language == "ja":
        text = f"{text} and some plain English to tell it by, in the middle and after"
    assert decode(text.encode(encoding)).text == text


def test_japanese_by_escapes() -> None:
    text = CLEAN["ja"][0]
    assert decode(text.encode("iso2022_jp")).text == text


def test_what_is_declared_counts_where_bytes_allow_it() -> None:
    data = "Où est l’été ?".encode("cp1252")
    assert decode(data, "windows-1252") == decode(data, "cp1252")
    assert decode(data, "windows-1252").encoding == "cp1252"
    assert decode(data, "no such codec").text == "Où est l’été ?"
    assert decode("déjà".encode(), "latin-1").text == "déjà", "valid UTF-8 is UTF-8"


def test_utf8_with_a_stray_byte_stays_utf8() -> None:
    data = "Le maître d’école était là. ".encode() * 4 + b"Na\xefve."
    done = decode(data)
    assert done.text.endswith("là. Naïve.")
    assert (done.encoding, done.is_lossy) == ("utf-8", False)


def test_utf8_that_was_cut_says_so() -> None:
    done = decode(("Là-bas, l’été, la forêt" * 3).encode() + "é".encode()[:1])
    assert done.text.endswith("forêt\ufffd")
    assert done.is_lossy


def test_nothing_is_lost_of_a_short_or_empty_file() -> None:
    assert decode(b"").text == ""
    assert decode(b"a").text == "a"
    assert decode(b"caf\xe9").text == "café"


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_it_never_fails(data: bytes) -> None:
    done = decode(data)
    assert isinstance(done.text, str)
    assert 0 <= done.confidence <= 1
