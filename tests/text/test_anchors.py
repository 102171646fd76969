"""A passage found again: rather not at all than in a wrong place."""

import pytest

from reader.text.anchors import Found, find, quote

TEXT = (
    "Le vieux phare s'est éteint dans la nuit de samedi. Personne ne l'a vu avant lundi.\n"
    "Le gardien, qui vit à terre depuis dix ans, a rallumé la lampe au briquet. Il dit merci.\n"
    "La préfecture maritime étudie une lampe plus moderne, allumée d'un bureau. Merci.\n"
)
LONG = "Le gardien, qui vit à terre depuis dix ans, a rallumé la lampe"


def selected(text: str, part: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(part, at + 1)
    return at, at + len(part)


@pytest.mark.parametrize("part", ["éteint", LONG, "Merci", "e"])
def test_the_same_text_has_it_in_place(part: str) -> None:
    start, end = selected(TEXT, part)
    assert find(TEXT, quote(TEXT, start, end), start) == Found(start, end, "exact")


def test_a_short_word_is_told_from_its_twin_by_its_company() -> None:
    start, end = selected(TEXT, "lampe", 1)
    other = "Un mot de plus au début. " + TEXT
    found = find(other, quote(TEXT, start, end), start)
    assert found == Found(start + 25, end + 25, "exact")


def test_twins_in_equal_company_are_nobody() -> None:
    text = "Merci à tous. " * 12
    start, end = selected(text, "Merci", 5)
    selector = quote(text, start, end)
    assert find("Un préambule. " + text, selector, start) is None
    assert find(text, selector, start) == Found(start, end, "exact")


def test_a_deleted_word_is_not_found_elsewhere() -> None:
    start, end = selected(TEXT, "lampe")
    rest = TEXT.replace("a rallumé la lampe au briquet", "a tout rallumé au briquet")
    assert "lampe" in rest
    assert find(rest, quote(TEXT, start, end), start) is None


def test_other_quotes_and_spaces_do_not_matter() -> None:
    start, end = selected(TEXT, "s'est éteint dans la nuit de samedi")
    other = TEXT.replace("s'est", "s’est").replace("la nuit", "la\u00a0nuit")
    found = find(other, quote(TEXT, start, end), start)
    assert found is not None
    assert (other[found.start : found.end], found.state) == (
        "s’est éteint dans la\u00a0nuit de samedi",
        "moved",
    )


def test_a_corrected_letter_does_not_matter() -> None:
    start, end = selected(TEXT, LONG)
    other = TEXT.replace("rallumé la lampe", "ralumé la lanpe")
    found = find(other, quote(TEXT, start, end), start)
    assert found is not None and found.state == "moved"
    assert other[found.start : found.end].startswith("Le gardien, qui vit")
    assert other[found.start : found.end].endswith("la lanpe")


def test_a_rewritten_passage_is_lost() -> None:
    start, end = selected(TEXT, LONG)
    other = TEXT.replace(LONG, "Un marin de passage est monté par l'échelle et il a réparé le feu")
    assert find(other, quote(TEXT, start, end), start) is None


def test_another_article_has_nothing_of_it() -> None:
    other = "La grue du grand bassin a tourné toute la nuit sans que l'on sache pourquoi. " * 3
    for part in ("éteint", LONG, "Merci"):
        start, end = selected(TEXT, part)
        assert find(other, quote(TEXT, start, end), start) is None


def test_an_empty_quote_has_no_place() -> None:
    assert find(TEXT, quote(TEXT, 5, 5), 5) is None
