"""Wrapped lines: nothing lost, nothing too wide, every offset found again."""

from hypothesis import given
from hypothesis import strategies as st

from reader.app.document import Doc
from reader.app.layout import Layout
from reader.article import Article, ArticleId, Block
from tests.app.articles import article

WIDTHS = st.integers(1, 40)
TEXTS = st.text(st.sampled_from("abé  -\n日本。「\u0301\u200d\u00ad👩🏽سل*"), max_size=120)


def whole(made: Article, width: int, *, shows_hidden: bool = False) -> Layout:
    layout = Layout(Doc(made), width, shows_hidden=shows_hidden, unfold="F")
    layout.finish()
    return layout


def rows(layout: Layout) -> list[str]:
    """Every line as text, extras too."""
    lines = []
    for line in range(len(layout.starts)):
        extra = layout.extra_of(line)
        lines.append(
            extra.text if extra else layout.doc.flat(layout.starts[line], layout.ends[line])
        )
    return lines


def one_block(text: str) -> Article:
    return Article(ArticleId("a"), "T", text, (Block(0, len(text), "paragraph"),))


@given(TEXTS, WIDTHS)
def test_only_spaces_are_lost(text: str, width: int) -> None:
    layout = whole(one_block(text), width)
    kept = "".join(
        text[layout.starts[line] : layout.ends[line]]
        for line in range(len(layout.starts))
        if layout.owners[line] == 0
    )
    assert kept.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_measure(text: str, width: int) -> None:
    layout = whole(one_block(text), width)
    for line in range(len(layout.starts)):
        widths = layout.cells(line)
        assert sum(widths) <= max(width, max(widths, default=0))  # one wide letter may have to


@given(TEXTS, WIDTHS)
def test_lines_follow_each_other(text: str, width: int) -> None:
    layout = whole(one_block(text), width)
    assert list(layout.starts) == sorted(layout.starts)
    assert all(start <= end for start, end in zip(layout.starts, layout.ends, strict=True))


@given(TEXTS, WIDTHS, st.data())
def test_a_place_is_found_again(text: str, width: int, data: st.DataObject) -> None:
    layout = whole(one_block(text), width)
    if not text:
        return
    offset = data.draw(st.integers(0, len(text) - 1))
    line = layout.line_of(offset)
    widths = layout.cells(line)
    at = offset - layout.starts[line]
    if not 0 <= at < len(widths) or not widths[at]:
        return  # a space between two lines, or nothing to see
    found = layout.offset_at(line, layout.x_of(offset))
    assert layout.x_of(found) == layout.x_of(offset)


def test_words_stay_whole() -> None:
    assert rows(whole(article("one two three four"), 9))[-3:] == ["one two", "three", "four"]


def test_a_no_break_space_does_not_break() -> None:
    assert rows(whole(one_block("aaaa bb\u00a0: cc"), 8))[-2:] == ["aaaa", "bb\u00a0: cc"]


def test_a_long_address_breaks_at_its_slashes() -> None:
    assert rows(whole(one_block("https://example.org/one/two/three"), 24))[-2:] == [
        "https://example.org/one/",
        "two/three",
    ]


def test_ideographs_break_anywhere_but_before_a_full_stop() -> None:
    assert rows(whole(one_block("日本語文。章"), 8))[-2:] == ["日本語", "文。章"]


def test_furniture_is_folded_into_one_line() -> None:
    made = article("One.\n\nShare this\nor that\n\nTwo.", hidden=[1])
    folded = rows(whole(made, 60))
    assert "▸ 2 lines of site furniture folded · F unfolds" in folded
    assert "Share this or that" in rows(whole(made, 60, shows_hidden=True))


def test_an_offset_in_folded_text_is_the_line_that_stands_for_it() -> None:
    made = article("One.\n\nShare this\n\nTwo.", hidden=[1])
    layout = whole(made, 60)
    extra = layout.extra_of(layout.line_of(made.text.index("this")))
    assert extra is not None and extra.kind == "fold"


def test_furniture_above_everything_stands_below_the_head() -> None:
    made = article("Menu\n\n# Title\n\nText.", hidden=[0])
    lines = rows(whole(made, 60))
    assert lines[0] == "Title"
    assert any(line.startswith("▸ 1 line of site") for line in lines[2:])


def test_a_bit_at_a_time_gives_what_all_at_once_gives() -> None:
    made = article("\n\n".join(f"{n} " + "word " * (n % 40) for n in range(300)))
    slow, fast = Layout(Doc(made), 30), whole(made, 30)
    slow.reach_line(5)
    assert not slow.is_done
    slow.reach_offset(len(made.text) // 2)
    while not slow.advance(0.0001):
        pass
    assert slow.starts == fast.starts
    assert slow.height() == fast.height()


def test_a_giant_paragraph_is_wrapped_in_chunks_without_a_seam() -> None:
    text = "some words go on " * 3_000
    layout = whole(one_block(text.strip()), 40)
    lines = zip(layout.starts, layout.ends, layout.owners, strict=True)
    widths = [end - start for start, end, owner in lines if owner == 0]
    assert min(widths[:-1]) >= 40 - len("words ")


def test_a_far_place_has_the_lines_that_the_whole_has() -> None:
    made = article("\n\n".join(f"{n} " + "word " * (n % 40) for n in range(300)))
    doc, full = Doc(made), whole(made, 30)
    offset = made.text.index("250 ")
    part = Layout(doc, 30, first=doc.block_before(offset))
    line, there = part.line_of(offset), full.line_of(offset)
    part.finish()
    assert list(part.starts[line:]) == list(full.starts[there:])


def test_markers_take_no_room() -> None:
    layout = whole(one_block("see [here](https://example.org/very/long/address) now"), 20)
    assert layout.line_of(0) == layout.line_of(len(layout.doc.text) - 1)
    assert layout.x_of(layout.doc.text.index("here")) == 4


def test_right_to_left_text_ends_at_the_right() -> None:
    layout = whole(one_block("سحابة فوق"), 20)
    line = layout.line_of(0)
    assert layout.indent(line) + sum(layout.cells(line)) == 20


def test_code_is_never_wrapped() -> None:
    text = "x = 1\n" + "y" * 100
    made = Article(ArticleId("a"), "T", text, (Block(0, len(text), "code"),))
    assert rows(whole(made, 20))[-2:] == ["x = 1", "y" * 100]


def test_an_airy_layout_spares_lines_for_the_head() -> None:
    made = article("Text.", title="T")
    plain, airy = whole(made, 40), Layout(Doc(made), 40, is_airy=True)
    airy.finish()
    assert rows(airy) == ["", *rows(plain)[:2], "", *rows(plain)[2:]]
    assert rows(plain)[-2:] == ["", "Text."]
