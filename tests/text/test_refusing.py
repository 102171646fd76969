"""What was taken back stays as it came, and is found again when the document has changed."""

from dataclasses import replace

import pytest

from reader.article import Edit, Refusal
from reader.errors import UsageError
from reader.text.cleaning import Cleaned, clean
from reader.text.offsets import composed, undo_all
from reader.text.refusing import of_edit

RAW = (
    "Une soirÃ©e au théâtre\n\n"
    "Le prÃ©sident a pris la parole devant l'assemblÃ©e, puis il est parti »,dit le greffier.\n\n"
    "La soirÃ©e s'est terminÃ©e tard, et tout le monde Ã©tait content de la soirÃ©e.\n"
)


def refusal_of(edit: Edit, raw: str) -> Refusal:
    before, prefix, suffix = of_edit(edit, raw)
    return Refusal(
        "one", edit.rule, is_edit=True, before=before, prefix=prefix, suffix=suffix,
        start=edit.start,
    )  # fmt: skip


def edits_of(cleaned: Cleaned) -> list[Edit]:
    return composed(cleaned.raw, cleaned.layers)


def test_each_change_alone_can_be_taken_back() -> None:
    cleaned = clean(RAW)
    every = edits_of(cleaned)
    assert len(every) > 5
    for edit in every:
        other = clean(RAW, refusals=[refusal_of(edit, RAW)])
        assert edits_of(other) == [each for each in every if each != edit]
        assert other.refused == ("one",)
        assert undo_all(other.text, other.layers) == RAW


def test_what_is_left_damaged_is_no_evidence_against_the_rest() -> None:
    """“châteaux”, mended, was taken for “ch’teaux” with a lost byte, in the next round."""
    raw = "\n\n".join(f"The old mill had {n} chÃ¢teaux and a jug." for n in range(60)) + "\n"
    other = clean(raw, refusals=[refusal_of(edits_of(clean(raw))[0], raw)])
    assert (other.text.count("châteaux"), other.text.count("chÃ¢teaux")) == (59, 1)


def test_a_rule_can_be_taken_back_whole() -> None:
    off = clean(RAW, refusals=[Refusal("one", "space-after-comma")])
    assert "»,dit" in off.text
    assert "président" in off.text
    assert off.refused == ("one",)


def test_a_refusal_that_stops_nothing_says_so() -> None:
    assert clean(RAW, refusals=[Refusal("one", "hyphenation")]).refused == ()


def test_it_is_found_again_in_a_changed_document() -> None:
    first = edits_of(clean(RAW))[1]
    refusal = refusal_of(first, RAW)
    assert "Ã" in first.before
    for changed in (
        f"Un nouveau dÃ©but, plus long.\n\n{RAW}",
        RAW.replace("la parole", "sa place"),
    ):
        cleaned = clean(changed, refusals=[refusal])
        assert "Le prÃ©sident a pris" in cleaned.text
        assert cleaned.text.count("Ã©") == 1


def test_where_it_stood_is_gone_nothing_is_refused() -> None:
    refusal = refusal_of(edits_of(clean(RAW))[1], RAW)
    assert clean(RAW.replace("Le prÃ©sident", "La reine"), refusals=[refusal]).refused == ()


def test_what_keeps_the_reader_from_harm_cannot_be_taken_back() -> None:
    raw = "A title\n\nThis text \x1b[31mturns red and a bell \x07rings in it.\n"
    harm = edits_of(clean(raw))
    with pytest.raises(UsageError, match="safe"):
        of_edit(harm[0], raw)
    sly = [
        Refusal("one", edit.rule, is_edit=True, before=edit.before, start=edit.start)
        for edit in harm
    ]
    rules = [replace(each, is_edit=False) for each in sly]
    assert "\x1b" not in clean(raw, refusals=[*sly, *rules]).text
