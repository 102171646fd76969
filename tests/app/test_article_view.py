"""The reader view by its keys and by what is seen on screen."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseMove
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot

from reader.app.article_view import ArticleView
from reader.app.safe_lines import SafeLines
from reader.article import Annotation, Article, Span
from reader.search.within import Place
from tests.app.articles import article, highlight

LONG = article(
    "\n\n".join(f"Paragraph {n} has words. " + "More of it. " * (n % 9) for n in range(200))
)
SHORT = article("The first sentence. The second one, with words.\n\nAnother paragraph.")


class Host(App[None]):
    """Holds the view, and what it asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Message] = []
        self._safe = SafeLines()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._safe]

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        self.query_one(ArticleView).focus()

    def _keep(self, message: Message) -> None:
        self.asked.append(message)

    on_links_pane_link_requested = _keep
    on_article_view_annotation_opened = _keep
    on_select_pane_annotate_requested = _keep
    on_select_pane_copy_requested = _keep
    on_wrapped_pane_end_reached = _keep


def screen(app: App[Any]) -> list[str]:
    """What is seen, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    assert len(lines) == height
    return [line.text[:width].rstrip() for line in lines]


async def open_article(
    pilot: Pilot[None], made: Article | None, annotations: Sequence[Annotation] = (), **how: Any
) -> ArticleView:
    view = pilot.app.query_one(ArticleView)
    view.show(made, annotations, **how)
    await pilot.pause()
    return view


async def test_an_empty_pane_names_the_next_key() -> None:
    app = Host()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert any("Enter opens" in line for line in screen(app))


async def test_an_article_is_on_screen_with_its_head() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_article(pilot, article("Text.", title="Titre", byline="Ann", language="fr"))
        seen = [line.strip() for line in screen(app)]
        assert seen[:3] == ["Titre", "Ann", "French · 1 min"]
        assert "Text." in seen


@pytest.mark.parametrize("size", [(20, 6), (80, 24), (200, 60), (5, 3), (3, 1)])
async def test_it_fits_any_screen(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        view = await open_article(pilot, LONG, [highlight(LONG, "Paragraph 1 has")])
        for key in ("space", "v", "w", "down", "escape", "G", "b"):
            await pilot.press(key)
        assert view.position > 0


async def test_the_text_is_no_wider_than_the_measure_and_centred() -> None:
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        view = await open_article(pilot, LONG)
        wide = max(len(line.strip("▌ ")) for line in (row[:118] for row in screen(app)))
        assert 60 < wide <= 72
        for _ in range(3):
            view.action_wider()
        await pilot.pause()
        assert 72 < max(len(line.strip()) for line in (row[:118] for row in screen(app))) <= 84


async def test_pages_go_on_to_the_end_and_then_ask_for_more() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, SHORT)
        assert view.progress == 1.0
        await pilot.press("space")
        assert [type(message).__name__ for message in app.asked] == ["EndReached"]
        await open_article(pilot, LONG)
        await pilot.press("space")
        assert len(app.asked) == 1
        assert 0 < view.progress < 1
        await pilot.press("G")
        assert view.progress == 1.0
        await pilot.press("space")
        assert len(app.asked) == 2
        await pilot.press("g")
        assert view.position == 0


async def test_the_place_survives_every_width() -> None:
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        view = await open_article(pilot, LONG, at=LONG.text.index("Paragraph 120"))
        assert LONG.text[view.position :].startswith("Paragraph 120")
        for size in ((50, 20), (200, 60), (30, 10), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any("Paragraph 120" in line for line in screen(app)[:3]), size
        assert LONG.text[view.position :].startswith("Paragraph 120")


async def test_a_far_place_of_a_long_article_is_there_at_once_and_stays() -> None:
    made = article("\n\n".join(f"Paragraph {n} is here. " + "Words. " * 40 for n in range(2_000)))
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.query_one(ArticleView)
        view.show(made, at=made.text.index("Paragraph 1500 "))
        before = [view.render_line(y).text for y in range(24)]
        assert "Paragraph 1500 " in before[0]
        view.settle()
        assert [view.render_line(y).text for y in range(24)] == before
        await pilot.press("g")
        assert "A title" in screen(app)[0]


async def test_up_from_a_far_place_shows_the_text_before_it() -> None:
    made = article("\n\n".join(f"Paragraph {n} is here. " + "Words. " * 40 for n in range(2_000)))
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.query_one(ArticleView)
        view.show(made, at=made.text.index("Paragraph 1500 "))
        for _ in range(4):
            view.action_page_up()
        await pilot.pause()
        shown = made.text[view.position :]
        assert "Paragraph 1500 " in shown[:9_000]
        assert not shown.startswith("Paragraph 1500 ")
        assert any("Paragraph 148" in line for line in screen(app))


async def test_find_marks_and_walks_the_matches() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, LONG)
        assert view.find("PARAGRAPH 19") == 11
        assert view.match_number == 1
        await pilot.pause()
        assert any("Paragraph 19" in line and "›" in line for line in screen(app))
        view.previous_match()
        await pilot.pause()
        assert view.match_number == 11
        assert any("Paragraph 199" in line for line in screen(app))
        view.next_match()
        assert view.match_number == 1
        assert view.find("") == 0
        assert not view.has_matches


async def test_find_passes_over_folded_furniture() -> None:
    made = article("One word.\n\nA word too.\n\nLast word.", hidden=[1])
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        assert view.find("word") == 2
        assert any("1 line of site furniture folded · F unfolds" in line for line in screen(app))
        view.action_toggle_hidden()
        await pilot.pause()
        assert any("A word too" in line for line in screen(app))
        assert view.find("word") == 3


async def test_a_match_in_folded_furniture_unfolds_it_when_it_is_reached() -> None:
    made = article("One word.\n\nA sail.\n\nA word too.\n\nLast word.", hidden=[1, 2])
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        assert view.find("sail") == 1  # nowhere else
        await pilot.pause()
        assert any("A sail." in line and "›" in line for line in screen(app))
        assert view.find("word") == 3
        view.action_toggle_hidden()
        view.next_match()
        await pilot.pause()
        assert any("A word too." in line and "›" in line for line in screen(app))


async def test_of_a_result_the_match_to_be_seen_is_chosen() -> None:
    made = article("One word.\n\nA word too.\n\nLast word.", hidden=[1])
    places = [Place(found.start(), found.end(), False) for found in re.finditer("word", made.text)]
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        view.mark_places(places, 1)
        await pilot.pause()
        assert (view.match_number, view.match_count) == (2, 2)
        assert any("Last word." in line and "›" in line for line in screen(app))
        assert any("furniture folded" in line for line in screen(app))


async def test_a_sentence_is_highlighted_with_two_keys() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, SHORT)
        await pilot.press("v", "h")
        (asked,) = app.asked
        assert isinstance(asked, ArticleView.AnnotateRequested)
        assert SHORT.text[asked.start : asked.end] == "The first sentence."
        assert not asked.with_note
        assert view.mode == "read"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("v w v w w", "first sentence"),
        ("v space space", "The first sentence. The second one, with words."),
        ("v s space", "The second one, with words."),
        ("v v right_curly_bracket", "The first sentence. The second one, with words."),
        ("v right_curly_bracket v end", "Another paragraph."),
        ("v shift+right shift+right", "The"),
        ("v w w b v w", "first"),
        ("v j k v w", "The"),
        ("v G v b", "paragraph."),
        ("v v 3 w", "The first sentence"),
        ("v 2 w v 1 0 right", "sentence. T"),
        ("v 2 space", "The first sentence. The second one, with words."),
        ("v 9 9 j v w", "Another"),
        ("v w 2 0 0 0 b v 2 right_curly_bracket", SHORT.text.replace("\n\n", "\n\n")),
    ],
)
async def test_selecting(keys: str, expected: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_article(pilot, SHORT)
        await pilot.press(*keys.split(), "y")
        (asked,) = app.asked
        assert isinstance(asked, ArticleView.CopyRequested)
        assert asked.text == expected


async def test_escape_leaves_selecting() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, SHORT)
        await pilot.press("v", "v", "w", "escape")
        assert view.mode == "read"
        assert view.selected() is None
        await pilot.press("h", "y")
        assert not app.asked


async def test_the_caret_brings_the_screen_along() -> None:
    app = Host()
    async with app.run_test(size=(80, 12)) as pilot:
        view = await open_article(pilot, LONG)
        await pilot.press("v", *["right_curly_bracket"] * 12)
        assert view.position > 0
        selected = view.selected()
        assert selected is not None
        assert LONG.text[selected.start :].startswith("Paragraph 12 ")


async def test_dragging_selects_over_lines() -> None:
    app = Host()
    async with app.run_test(size=(30, 20)) as pilot:
        await open_article(pilot, SHORT)
        seen = screen(app)
        top = next(y for y, line in enumerate(seen) if "The first" in line)
        left = seen[top].index("first")
        end = Offset(seen[top + 1].index("second") + 5, top + 1)
        await pilot.mouse_down(ArticleView, Offset(left, top))
        await pilot._post_mouse_events([MouseMove], ArticleView, end, button=1)
        await pilot.mouse_up(ArticleView, end)
        await pilot.press("a")
        (asked,) = app.asked
        assert isinstance(asked, ArticleView.AnnotateRequested)
        assert SHORT.text[asked.start : asked.end] == "first sentence. The second"
        assert asked.with_note


async def test_a_double_click_selects_a_word() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, SHORT)
        seen = screen(app)
        top = next(y for y, line in enumerate(seen) if "second" in line)
        await pilot.double_click(ArticleView, Offset(seen[top].index("second") + 2, top))
        selected = view.selected()
        assert selected is not None
        assert SHORT.text[selected.start : selected.end] == "second"


async def test_highlights_show_without_colour_and_open() -> None:
    made = highlight(LONG, "Paragraph 100 has")
    noted = highlight(LONG, "Paragraph 2 has", id="h2", note="why?")
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, LONG, [made, noted])
        assert any(line.startswith("✎") or "✎ Paragraph 2" in line for line in screen(app))
        view.action_next_annotation()
        await pilot.press("enter")
        view.action_next_annotation()
        await pilot.pause()
        assert any("▌ Paragraph 100" in line for line in screen(app))
        await pilot.press("enter")
        assert [
            m.annotation_id for m in app.asked if isinstance(m, ArticleView.AnnotationOpened)
        ] == [
            "h2",
            "h1",
        ]


async def test_links_are_followed_by_key_and_click() -> None:
    made = article("Go [there](https://example.org/a) or to https://example.org/b now.")
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made)
        seen = screen(app)
        top = next(y for y, line in enumerate(seen) if "Go there or" in line)
        view.action_follow_link()
        await pilot.press("s", "enter")
        await pilot.click(ArticleView, Offset(seen[top].index("there") + 1, top))
        await pilot.click(ArticleView, Offset(seen[top].index("now"), top))
        asked = [m.url for m in app.asked if isinstance(m, ArticleView.LinkRequested)]
        assert asked == ["https://example.org/b", "https://example.org/a"]


async def test_hostile_text_is_drawn_harmless_and_keeps_its_offsets() -> None:
    hostile = "Red \x1b[31malert\x07 \u202eeman [/] [b]x \x9b2J end."
    made = article(hostile, title="[/] \x1b]52;c;x\x07", byline="\x9dz", source="\x1bc")
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, made, [highlight(made, "end")])
        strips = app.screen._compositor.render_strips(app.size)
        text = "".join(strip.text for strip in strips)
        assert not [c for c in text if c < " " or "\x7f" <= c <= "\x9f" or c == "\u202e"]
        assert "Red [31malert eman [/] [b]x 2J end." in text
        view.go_to(0, select=Span(hostile.index("alert"), hostile.index("alert") + 5))
        await pilot.press("y")
        assert isinstance(app.asked[0], ArticleView.CopyRequested)
        assert app.asked[0].text == "alert"


async def test_every_theme_and_no_theme_can_draw_it() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        marked = [
            highlight(SHORT, "first", color=color, id=color)
            for color in ("yellow", "green", "blue", "pink", "unheard-of")
        ]
        view = await open_article(pilot, SHORT, marked)
        view.find("second")
        for theme in ("textual-light", "nord", "ansi-dark"):
            app.theme = theme
            await pilot.pause()
            assert any("The first sentence" in line for line in screen(app))


async def test_another_article_takes_nothing_over() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, LONG)
        view.find("words")
        await pilot.press("G", "v")
        await open_article(pilot, SHORT)
        assert (view.mode, view.position, view.has_matches) == ("read", 0, False)
        await open_article(pilot, None)
        assert any("Nothing is open" in line for line in screen(app))
        await pilot.press("space", "v", "j", "G", "enter")
