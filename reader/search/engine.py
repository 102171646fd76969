"""The search: from what was typed to hits, in stages that grow more forgiving.

Titles as typed, texts as typed, then typing errors forgiven, in titles and in texts. One search
at a time a library; a newer one cuts an older one off. In: a library, notes, a query's text.
Out: answers. Indexing is `indexing`, MATCH is `wording`, scores are `ranking`.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from reader.article import Answer, ArticleId, Hit, Match
from reader.library.articles import Library
from reader.library.entries import Found
from reader.library.fulltext import Index, Interrupted
from reader.library.narrowing import Narrowing, narrowing
from reader.library.notes import Notes
from reader.search import indexing
from reader.search.fold import fold
from reader.search.forgiving import Forgiving
from reader.search.query import Query, Word, parse
from reader.search.ranking import Ranked, passage, places, rank
from reader.search.wording import Sense, excluded, expression, sense

_CANDIDATES = 150
_ENOUGH = 20  # hits below which typing errors are forgiven
_RARE = 3000  # articles; bm25 ranks words no more frequent than this
_SLICE = 0.25  # seconds a search may spend on bringing the index up to date


def search(library: Library, notes: Notes, text: str, *, limit: int = 200) -> Answer:
    """The final answer to a query."""
    return [Answer(text), *answers(library, notes, text, limit=limit)][-1]


def answers(
    library: Library,
    notes: Notes,
    text: str,
    *,
    limit: int = 200,
    is_stale: Callable[[], bool] = lambda: False,
) -> Iterator[Answer]:
    """Answers to a query, each better than the one before; the last is final.

    `is_stale` is asked between stages; once it says so, nothing follows.
    """
    query = parse(text)
    if query.is_empty:
        yield Answer(text, understood=query.chips)
        return
    if not query.words:
        ids = [row.id for row in library.listing(query.filter).window(0, limit)]
        hits = tuple(Hit(row, 0.0, (), _opening(library, row.id)) for row in library.headlines(ids))
        yield Answer(text, hits, understood=query.chips)
        return
    engine = _engine_of(library)
    engine.index.interrupt()
    with engine.lock:
        if is_stale():
            return
        try:
            for ranked, is_final in engine.ranked(query, notes, is_stale):
                yield _answer(library, text, query, ranked[:limit], is_final)
        except Interrupted:
            return


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article that matched, why, and at which stage."""

    article: ArticleId
    docid: int
    why: Ranked


class _Engine:
    """The index of one library, its vocabulary, and who is searching."""

    def __init__(self, library: Library) -> None:
        folders = library.folders
        self.lock = threading.Lock()
        self.library = library
        indexing.refresh(library, seconds=_SLICE)
        self.index = Index(folders.index, folders.library, folders.notes)
        self.forgiving = Forgiving(self.index)

    def ranked(
        self, query: Query, notes: Notes, is_stale: Callable[[], bool]
    ) -> Iterator[tuple[list[_Candidate], bool]]:
        """Candidates after the strict stages, and after the forgiving ones."""
        self._catch_up()
        wanted = [w for w in query.words if not w.is_excluded and w.field != "note"]
        noted = _noted(notes, [w for w in query.words if not w.is_excluded])
        only = _noted(notes, [w for w in query.words if w.field == "note"])
        limits = narrowing(query.filter, has_notes=self.index.has_notes)
        unwanted = excluded(w for w in query.words if w.is_excluded)
        found: dict[int, _Candidate] = {}
        if not wanted:
            found = self._of_notes(only, limits, unwanted)
            if not any(w.field == "note" for w in query.words):
                found = self._all_but(limits, unwanted)
            yield _sorted(found), True
            return
        self._look(found, self._strict(wanted, True), limits, unwanted, 0)
        if not is_stale():
            self._look(found, self._strict(wanted, False), limits, unwanted, 1)
        self._add_notes(found, noted, limits, unwanted)
        found = self._kept(found, only, query)
        is_enough = len(found) >= _ENOUGH
        yield _sorted(found), is_enough
        if is_enough or is_stale():
            return
        loose = self.forgiving.senses(wanted)
        for stage, in_title in ((2, True), (3, False)):
            if not is_stale():
                self._look(found, loose, limits, unwanted, stage, in_title=in_title)
        yield _sorted(self._kept(found, only, query)), True

    def _catch_up(self) -> None:
        if indexing.is_behind(self.index):
            indexing.refresh(self.library, seconds=_SLICE)
            self.forgiving.renew()

    def _strict(self, words: Sequence[Word], in_title: bool) -> list[Sense]:
        last = len(words) - 1
        senses = [sense(w, is_last=i == last, in_title=in_title) for i, w in enumerate(words)]
        return [self.forgiving.with_endings(s) if s.word.kind == "suffix" else s for s in senses]

    def _look(
        self,
        found: dict[int, _Candidate],
        senses: Sequence[Sense],
        limits: Narrowing,
        unwanted: str,
        stage: int,
        *,
        in_title: bool | None = None,
    ) -> None:
        """Add what one stage finds and the stages before it did not."""
        in_title = stage == 0 if in_title is None else in_title
        if in_title and any(s.word.field == "text" for s in senses):
            return
        match = expression(senses, in_title=in_title)
        table = "ft_title" if in_title else "ft_text"
        if unwanted:
            match, table = f"({match}) NOT ({unwanted})", "ft_text"
        rare = min((self.forgiving.docs(s) for s in senses), default=0)
        docids = self.index.find(
            table, match, limits, _CANDIDATES, by_rank=not in_title and rare < _RARE
        )
        new = self.index.articles([d for d in docids if d not in found])
        order = {docid: n for n, docid in enumerate(sorted((f.docid for f in new), reverse=True))}
        for each in new:
            recency = 1 - order[each.docid] / max(1, len(order))
            why = rank(each.title, self.index.text(each.key), senses, stage=stage, recency=recency)
            if why is not None:
                found[each.docid] = _Candidate(each.id, each.docid, why)

    def _all_but(self, limits: Narrowing, unwanted: str) -> dict[int, _Candidate]:
        new = self.index.articles(self.index.newest(limits, _CANDIDATES, unwanted))
        return {f.docid: _plain(f, f.docid / 1e12, self.index.text(f.key)) for f in new}

    def _of_notes(
        self, noted: dict[ArticleId, Match], limits: Narrowing, unwanted: str
    ) -> dict[int, _Candidate]:
        found: dict[int, _Candidate] = {}
        self._add_notes(found, noted, limits, unwanted)
        return found

    def _add_notes(
        self,
        found: dict[int, _Candidate],
        noted: dict[ArticleId, Match],
        limits: Narrowing,
        unwanted: str,
    ) -> None:
        """Articles whose notes hold the words; those found already say so too."""
        if not noted:
            return
        for docid, has in found.items():
            if match := noted.get(has.article):
                why = replace(has.why, matches=(*has.why.matches, match), score=has.why.score + 0.1)
                found[docid] = replace(has, why=why)
        known = {candidate.article for candidate in found.values()}
        allowed = self.index.allowed(noted.keys() - known, limits, unwanted)
        for each in allowed:
            match = noted[each.id]
            plain = _plain(each, 0.7, match.text)
            found[each.docid] = replace(plain, why=replace(plain.why, matches=(match,)))

    def _kept(
        self, found: dict[int, _Candidate], only: dict[ArticleId, Match], query: Query
    ) -> dict[int, _Candidate]:
        """With `note:` among the words, only articles whose notes hold those."""
        if not any(w.field == "note" for w in query.words):
            return found
        return {docid: c for docid, c in found.items() if c.article in only}


_ENGINES: "WeakKeyDictionary[Library, _Engine]" = WeakKeyDictionary()
_MAKING = threading.Lock()


def _engine_of(library: Library) -> _Engine:
    with _MAKING:
        engine = _ENGINES.get(library)
        if engine is None:
            engine = _ENGINES[library] = _Engine(library)
        return engine


def _plain(found: Found, score: float, text: str) -> _Candidate:
    snippet, spans = passage(text, ())
    return _Candidate(found.id, found.docid, Ranked(score, (), snippet, spans, {}))


def _sorted(found: dict[int, _Candidate]) -> list[_Candidate]:
    return sorted(found.values(), key=lambda c: (-c.why.score, -c.docid))


def _noted(notes: Notes, words: Sequence[Word]) -> dict[ArticleId, Match]:
    """Articles with a note or highlight that holds every word, and the words' place in it."""
    if not words:
        return {}
    senses = [sense(w, is_last=True, in_title=True) for w in words]
    found: dict[ArticleId, Match] = {}
    for made in notes.annotations():
        said = f"{made.note}\n{made.quote}\n{' '.join(made.tags)}".strip()
        at = places(fold(said), senses)
        if {s.word.group for s in senses} <= {group for group, *_ in at}:
            found.setdefault(made.article, Match("note", 0, len(said), said))
    return found


def _opening(library: Library, article: ArticleId) -> str:
    return passage(library.article(article).text, ())[0]


def _answer(
    library: Library, text: str, query: Query, ranked: Sequence[_Candidate], is_final: bool
) -> Answer:
    rows = {row.id: row for row in library.headlines(c.article for c in ranked)}
    hits = tuple(
        Hit(rows[c.article], round(c.why.score, 4), c.why.matches, c.why.snippet,
            c.why.snippet_spans)
        for c in ranked
        if c.article in rows
    )  # fmt: skip
    corrected: dict[str, str] = {}
    for candidate in ranked[:_ENOUGH]:
        corrected = {**candidate.why.used, **corrected}
    whole = {w.text for w in query.words if any(
        not candidate.why.used.get(w.text) for candidate in ranked[:3])}  # fmt: skip
    corrected = {typed: used for typed, used in corrected.items() if typed not in whole}
    return Answer(text, hits, corrected, query.chips, is_final)
