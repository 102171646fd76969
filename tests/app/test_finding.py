"""Plain find: case, accents, ligatures, spaces and quotes make no difference."""

import pytest

from reader.app.finding import find_all


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("securite", "La Sécurité", ["Sécurité"]),
        ("SÉCURITÉ", "la securite", ["securite"]),
        ("oeuvre", "une Œuvre", ["Œuvre"]),
        ("œuvre", "une oeuvre", ["oeuvre"]),
        ("strasse", "die Straße", ["Straße"]),
        ("lodz", "Łódź", ["Łódź"]),
        ("de la", "de\u00a0la, de\nla", ["de\u00a0la", "de\nla"]),
        ("l'eau", "l’eau", ["l’eau"]),
        ("cafe", "cafe\u0301", ["cafe\u0301"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("東京", "東京で", ["東京"]),
        ("  ", "a  b", []),
        ("[", "a [b]", ["["]),
    ],
)
def test_found(typed: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, typed)] == found
