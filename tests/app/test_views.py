"""An article's other texts: every place of one is found in the other, every change is shown."""

from hypothesis import given
from hypothesis import strategies as st

from reader.app.views import changes_view, clean_view, raw_view
from reader.article import Article, ArticleId
from reader.text.cleaning import clean
from reader.text.offsets import Change, changes, composed

RAW = (
    "  The cafÃ© by the sea\r\n\r\n\r\n"
    "Somebody wrote «two words»,and a zero\u200bwidth character,\r\nthen\ta tab.  \n"
)


def made(raw: str) -> tuple[Article, list[Change]]:
    """The first article of a raw text, and what changed on the way to it."""
    cleaned = clean(raw)
    found = cleaned.articles[0]
    text = cleaned.text[found.start : found.end]
    article = Article(ArticleId("one"), found.title, text, found.blocks)
    return article, changes(composed(raw, cleaned.layers), found.start, found.end)


def test_the_raw_text_is_there_with_names_for_what_no_one_sees() -> None:
    article, found = made(RAW)
    view = raw_view(article, found)
    assert "cafÃ© by" in view.article.text
    assert "a zero⟨ZWSP⟩width character,\r\nthen\ta tab.  \n" in view.article.text
    at = article.text.index("character")
    assert view.article.text[view.there(at) :].startswith("character")
    assert view.back(view.there(at)) == at


def test_each_change_stands_in_its_place_the_word_whole() -> None:
    article, found = made(RAW)
    view = changes_view(article, found)
    assert "cafÃ©→café by the sea" in view.article.text
    assert "words»,␣and a zero⟨ZWSP⟩width" in view.article.text
    assert "character,␍↵→␣then⇥→␣a tab" in view.article.text
    for each in view.changes:
        assert each.start <= each.middle <= each.new <= each.end
        assert each.edits


@given(st.text(st.sampled_from("aé Ã©\n\t\u200b,.- #>à\r"), max_size=60))
def test_no_text_is_lost_on_the_way(raw: str) -> None:
    article, found = made(raw)
    for view in (clean_view(article), raw_view(article, found), changes_view(article, found)):
        text = view.article.text
        places = [view.there(at) for at in range(len(article.text) + 1)]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)
        ends = [0, *(end for b in view.article.blocks for end in (b.start, b.end))]
        assert ends == sorted(ends)
        for each in view.changes:
            owners = [b for b in view.article.blocks if b.start <= each.start and each.end <= b.end]
            assert owners or not article.blocks
