"""Bytes become the right text, and decoding never fails."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.decoding import decode
from reader.text.labels import codec_of

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


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("latin5", "cp1254"),
        ("iso-8859-11", "cp874"),
        ("gb2312", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("Shift_JIS", "cp932"),
        (" x-mac-ukrainian ", "mac_cyrillic"),
        ("cp437", "cp437"),
        ("no such code", ""),
        ("nul\0", ""),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="iso-8859-2">\n',
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">\n',
        '<?xml version="1.0" encoding="iso-8859-2"?>\n',
        "Subject: most\nContent-Type: text/plain; charset=iso-8859-2\n\n",
        "---\ntitle: most\ncharset: iso-8859-2\n---\n",
        "# -*- coding: iso-8859-2 -*-\n",
    ],
)
def test_a_document_says_its_encoding(head: str) -> None:
    text = f"{head}Žluť."
    done = decode(text.encode("iso8859_2"))
    assert (done.text, done.encoding) == (text, "iso8859_2")


def test_what_a_document_says_must_read_as_words() -> None:
    text = "\n".join(CLEAN["ru"])
    assert decode(text.encode("cp1251"), "iso-8859-1").text == text


def test_bytes_that_a_code_page_lacks_are_no_reason_to_leave_it() -> None:
    assert decode(b"d\xe9j\xe0 vu, \x81 et voil\xe0 l'\xe9t\xe9", "latin1").encoding == "cp1252"


def test_a_mark_of_order_is_no_text() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode("été".encode(encoding)).text == "été"


def test_many_stray_bytes_are_read_in_one_go() -> None:
    done = decode(("é" * 20).encode() * 500 + b"\xe9 " * 50)
    assert done.text == "é" * 10_000 + "é " * 50
    assert not done.is_lossy
