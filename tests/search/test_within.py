"""Finding within one text: case, accents and typing errors make no difference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.within import Text, find, occurrences


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("securite", "La Sécurité", ["Sécurité"]),
        ("SÉCURITÉ", "la securite", ["securite"]),
        ("curi", "La Sécurité", ["curi"]),
        ("oeuvre", "une Œuvre", ["Œuvre"]),
        ("œuvre", "une oeuvre", ["oeuvre"]),
        ("strasse", "die Straße", ["Straße"]),
        ("lodz", "Łódź", ["Łódź"]),
        ("de la", "de\u00a0la, de\nla", ["de\u00a0la", "de\nla"]),
        ("l'eau", "l’eau", ["l’eau"]),
        ("cafe", "cafe\u0301", ["cafe\u0301"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("c++", "C and C++", ["C++"]),
        ("東京", "東京で", ["東京"]),
        ("  ", "a  b", []),
        ("[", "a [b]", ["["]),
        # forgiven only where it stands nowhere as typed
        ("lighthuose", "the lighthouse, the Lighthouse", ["lighthouse", "Lighthouse"]),
        ("lightouse keper", "a lighthouse\nkeeper", ["lighthouse\nkeeper"]),
        ("keeper lighthouse", "the lighthouse had a keeper", ["lighthouse", "keeper"]),
        ("secrite", "La Sécurité", ["Sécurité"]),
        ("alibbab", "Alibaba’s", ["Alibaba"]),
        ("light house", "a lighthouse", ["lighthouse"]),
        ("nightferry", "the night ferry", ["night ferry"]),
        ("mill", "the mile, the mill", ["mill"]),
        ("zzqxv", "a lighthouse", []),
        ("lighthouse zzqxv", "a lighthouse", []),
    ],
)
def test_found(typed: str, text: str, found: list[str]) -> None:
    places = find(Text(text), typed)
    assert [text[place.start : place.end] for place in places] == found


def test_a_correction_says_so() -> None:
    assert [p.is_corrected for p in find(Text("a mill"), "mill")] == [False]
    assert [p.is_corrected for p in find(Text("a mill"), "miil")] == [True]


def test_a_long_text_is_found_in_to_its_end() -> None:
    text = "Ein Wort… und noch eins, über Größe. " * 9_000 + "Das Ende der Straße"
    (place,) = find(Text(text), "strasse")
    assert text[place.start : place.end] == "Straße"
    assert len(find(Text(text), "groesse")) == 9_000
    first = find(Text(text), "größe")[8_999]
    assert text[first.start : first.end] == "Größe"


def test_the_best_passage_holds_the_rarest_words_together() -> None:
    text = " ".join(f"number {n} of many words that say nothing." for n in range(60))
    places, best = occurrences(Text(text), [("number", False), ("47", False)])
    assert len(places) == 61
    assert text[places[best].start :].startswith("number 47")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.text(max_size=12))
def test_places_lie_in_the_text_in_order(text: str, typed: str) -> None:
    places = find(Text(text), typed)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert [place.start for place in places] == sorted(place.start for place in places)
