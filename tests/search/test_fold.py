"""Folding: what is written differently but is one word, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.fold import fold, fold_with_offsets, tokens

_TEXTS = st.text(
    st.sampled_from("abcéÉàçñüßœÆøłđıİſςΣάё’« —…0½ﬁ東京カが한한글ابجٌـى\u0301\u200c\u00ad\U0001f600")
    | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Été à Noël", "ete a noel"),
        ("e\u0301te\u0301", "ete"),
        ("Straße Œuvre Æsir Ørsted Łódź đak", "strasse oeuvre aesir orsted lodz dak"),
        ("İstanbul ISPARTA ısı", "istanbul isparta isi"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("Ёлка ёлка", "елка елка"),
        ("ﬁn ² ½", "fin 2 1 2"),
        ("東京2020", "東 京 2020"),
        ("㋿", "令 和"),
        ("ピザ・パイ、ね", "ピ ザ パ イ ね"),
        ("が", "が"),
        ("한글 문서", "한글 문서"),
        ("سُوقٌ كتـاب مکتبة", "سوق كتاب مكتبه"),
        ("می\u200cخواهم", "ميخواهم"),
        ("हिन्दी", "हिन्दी"),
        ("l’été, d'un «mot»—là", "l ete d un mot la"),
        ("snake_case a.b", "snake case a b"),
        ("\ue000l", "l"),
        ("co\u00adop", "coop"),
    ],
)
def test_one_word_however_it_is_written(text: str, folded: str) -> None:
    assert fold(text).split() == folded.split()


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_composed_or_not_is_one(text: str) -> None:
    folded = fold(unicodedata.normalize("NFC", text)).split()
    assert tokens(unicodedata.normalize("NFD", text)) == folded


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _TEXTS)
def test_what_stands_around_a_text_changes_nothing(before: str, after: str) -> None:
    """So that a query folds to what its words were indexed as; the paths for few and many agree."""
    many = "".join(map(chr, range(0x4E00, 0x4E60)))
    assert fold(before + after) == fold(before) + fold(after)
    assert fold(f"{before} {many}").startswith(fold(f"{before} "))


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_the_way_back(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    places = [folded.back(offset) for offset in range(len(folded.text))]
    assert places == sorted(places)
    became = [place for place, character in enumerate(text) for _ in fold(character)]
    assert places == became
