"""What a text costs with one more character is what the whole of it costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reader.text.mojibake_cost import cost, longer

LANGUAGES = ("fr", "ru", "tr")
CHARACTERS = "aàÉışİςΣщЩ中がक्ा ’-“\u0301\u200d\u00a0\ufffd1²ªÂ€"


@pytest.mark.parametrize("char", CHARACTERS)
@pytest.mark.parametrize("head", ["", "ru", "Приве", "l’é", "Иr", "déjà ", "İst", "中", "कि", "12"])
def test_one_more_character_adds_up(head: str, char: str) -> None:
    assert longer(head, LANGUAGES)(char) == cost(head + char, LANGUAGES)


@given(head=some.text(max_size=12), chars=some.text(min_size=1, max_size=8))
def test_any_character_adds_up(head: str, chars: str) -> None:
    costs = longer(head, LANGUAGES)
    assert [costs(char) for char in chars] == [cost(head + char, LANGUAGES) for char in chars]
