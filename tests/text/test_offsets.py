"""Edits applied, undone, composed; offsets there and back."""

from reader.article import Edit
from reader.text.cleaning import clean
from reader.text.offsets import (
    Layer,
    apply,
    compose,
    from_raw,
    layers_of,
    place_in_raw,
    to_raw,
    undo,
    undo_all,
)


def edit(start: int, before: str, after: str, rule: str = "rule", stage: str = "space") -> Edit:
    return Edit(stage, rule, start, start + len(before), before, after)


TEXT = "  un deux  trois"
EDITS = [edit(0, "  ", ""), edit(5, "deux", "2"), edit(16, "", "!")]


def test_apply_and_undo_are_opposites() -> None:
    after = apply(TEXT, EDITS)
    assert after == "un 2  trois!"
    assert undo(after, EDITS) == TEXT


def test_no_edit_is_the_same_object() -> None:
    assert apply(TEXT, []) is TEXT


def test_forward_and_back_outside_changes() -> None:
    layer = Layer("space", tuple(EDITS))
    assert layer.forward(2) == 0
    assert layer.forward(9) == 4  # behind "deux"
    assert layer.forward(11) == 6
    assert layer.back(6) == 11
    assert layer.back(4) == 9
    for place in (2, 3, 9, 10, 12, 15):
        assert layer.back(layer.forward(place)) == place


def test_a_span_does_not_take_in_what_was_removed_behind_it() -> None:
    layer = Layer("space", (edit(3, "xxx", ""),))
    assert apply("abcxxxdef", layer.edits) == "abcdef"
    assert layer.back(3) == 6  # where a span begins
    assert layer.back(3, is_end=True) == 3  # where a span ends


def test_inside_a_change_an_offset_stays_inside() -> None:
    layer = Layer("encoding", (edit(2, "Ã©", "é"),))
    assert layer.forward(3) == 3
    assert layer.back(3) == 4
    layer = Layer("encoding", (edit(2, "abcdef", "x"),))
    assert layer.forward(7) == 3


def test_layers_come_again_from_their_edits() -> None:
    raw = "&eacute;t&eacute;  \n\n\n\n  fin\u200b, dit-on  \n"
    cleaned = clean(raw)
    again = layers_of(cleaned.edits)
    assert again == cleaned.layers
    assert undo_all(cleaned.text, again) == raw


def test_places_go_through_all_layers() -> None:
    raw = "&eacute;t&eacute;\n\n\n\n  la fin de la saison\n"
    cleaned = clean(raw)
    here = cleaned.text.index("saison")
    assert to_raw(cleaned.layers, here) == raw.index("saison")
    assert from_raw(cleaned.layers, raw.index("saison")) == here


def test_every_edit_has_its_place_in_the_raw_text() -> None:
    raw = "Un &laquo;mot&raquo;,dit-il.  \n\n\n\nFin\u200b.\n"
    cleaned = clean(raw)
    places = {
        edit.rule: raw[slice(*place_in_raw(cleaned.layers, number, edit))]
        for number, layer in enumerate(cleaned.layers)
        for edit in layer.edits
    }
    assert places["trailing-space"] == "  "
    assert places["blank-lines"] == "\n\n\n"
    assert places["joiner"] == "\u200b"
    assert places["space-after-comma"] == ""


def test_composing_is_doing_one_after_the_other() -> None:
    first = [edit(0, "a", "xyz", "one"), edit(4, "e", "", "two")]
    middle = apply("abcdef", first)
    assert middle == "xyzbcdf"
    second = [edit(2, "zb", "-", "three"), edit(6, "f", "F", "four")]
    composed = compose("abcdef", first, second)
    assert apply("abcdef", composed) == apply(middle, second)
    assert undo(apply("abcdef", composed), composed) == "abcdef"
    assert [one.rule for one in composed] == ["one+three", "two+four"]


def test_composing_keeps_edits_that_do_not_touch() -> None:
    first = [edit(0, "aa", "", "one")]
    second = [edit(3, "f", "F", "two")]
    composed = compose("aabcdf", first, second)
    assert [(one.rule, one.start) for one in composed] == [("one", 0), ("two", 5)]
