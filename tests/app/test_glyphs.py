"""What is drawn of a text has the width it takes, and nothing that commands a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app import glyphs

HARD = st.text(
    st.sampled_from(
        "aé .-\u0301\u200d\u00ad\ufe0f\u200b\u200c\u202e\x1b\x9b日。「نශ\u0dcaර👩🏽❤\U000e0041"
    )
)


@given(HARD | st.text())
def test_cells_are_what_rich_counts_and_one_for_a_sign_beside_its_letter(text: str) -> None:
    drawn = glyphs.shown(text)
    beside = sum(unicodedata.category(each) == "Mc" for each in drawn)
    assert cell_len(drawn) <= sum(glyphs.cells(text)) <= cell_len(drawn) + beside
    assert glyphs.width(drawn) == sum(glyphs.cells(text))


def test_a_vowel_sign_beside_its_letter_takes_a_cell() -> None:
    assert glyphs.width("शाम") == 3
    assert glyphs.width("की") == 2
    assert glyphs.width("कु") == 1, "one below its letter takes none"


@given(st.text())
def test_a_narrow_text_is_drawn_as_it_is(text: str) -> None:
    if glyphs.is_narrow(text):
        assert glyphs.shown(text) == text
        assert cell_len(text) == len(text)


@given(HARD | st.text())
def test_nothing_drawn_commands_a_terminal(text: str) -> None:
    drawn = glyphs.shown(text)
    bad = [
        c
        for c in drawn
        if c < " " or "\x7f" <= c <= "\x9f" or c in "\u200e\u200f\u202a\u202e\u2066"
    ]
    assert not bad


def test_joiners_stay_only_where_a_script_needs_them() -> None:
    assert glyphs.shown("a\u200db") == "ab"
    assert glyphs.shown("ca\u00adfé") == "café"
    assert glyphs.shown("👩\u200d🚀") == "👩\u200d🚀"
    assert glyphs.shown("ක\u0dca\u200dෂ") == "ක\u0dca\u200dෂ"
    assert glyphs.shown("می\u200cخواهم") == "می\u200cخواهم"


def test_a_pile_of_accents_is_cut() -> None:
    assert glyphs.shown("e" + "\u0301" * 50) == "e" + "\u0301" * 4


def test_nothing_is_cut_between_a_letter_and_its_accent() -> None:
    assert glyphs.cut_at("ae\u0301b", 2) == 1
    assert glyphs.cut_at("ae\u0301b", 3) == 3


def test_direction_is_that_of_the_first_letter() -> None:
    assert glyphs.is_rtl("«2022: سحابة")
    assert not glyphs.is_rtl("2022: the سحابة")


def test_fitted_text_never_passes_its_width() -> None:
    assert glyphs.fitted("日本語の文章", 7) == "日本語…"
    assert glyphs.fitted("short", 7) == "short"
