"""How many articles a word may be about, which decides how they are looked for."""

from reader.library.articles import Library
from reader.library.fulltext import Index
from reader.search import refresh
from reader.search.forgiving import Forgiving
from reader.search.query import parse
from reader.search.wording import Sense


def test_what_else_a_half_typed_word_may_be_counts_too(library: Library) -> None:
    refresh(library)
    index = Index(library.folders.index, library.folders.library)
    forgiving = Forgiving(index)
    (word,) = parse("machine").words
    half = Sense(word, is_prefix=True)
    alone = forgiving.docs(half)
    assert forgiving.docs(Sense(word, is_prefix=True, terms={"pear": 0.8})) > alone
    assert forgiving.docs(Sense(word, is_prefix=True, openings={"pomm": 0.8})) > alone
    index.close()
