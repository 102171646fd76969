"""The search: from what was typed to answers, each better than the one before.

One search at a time a library; one that nobody waits for any more is cut off. In: a library,
notes, a query's text. Out: answers. What is looked for is `stages`, indexing is `indexing`.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from weakref import WeakKeyDictionary

from reader.article import Answer, ArticleId, Headline, Hit
from reader.errors import LibraryError
from reader.library.articles import Library
from reader.library.fulltext import Index
from reader.library.index_file import Interrupted, is_damage, throw_away
from reader.library.notes import Notes
from reader.search import indexing
from reader.search.forgiving import Forgiving
from reader.search.hits import SHOWN, Made
from reader.search.noted import Noted
from reader.search.query import Query, parse
from reader.search.ranking import LONGEST, Page
from reader.search.showing import clip, opening, show
from reader.search.stages import ENOUGH, Candidate, Learnt, Pages, Stages
from reader.settings import Folders

_LITTLE = 100  # new articles that are indexed before the search that comes upon them
_SLICE = 0.1  # seconds a search waits for more than that
_PAGE = 200  # hits; who asks for more wants a list, not an answer
_IN_FULL = SHOWN  # hits whose texts are searched for passages though their titles hold every word
_PATIENCE = 0.01  # seconds between two looks whether the running search has become stale

IsStale = Callable[[], bool]


def search(library: Library, notes: Notes, text: str, *, limit: int = 200) -> Answer:
    """The final answer to a query, of everything the library holds."""
    _engine_of(library).wait(library)
    last = Answer(text)
    for last in answers(library, notes, text, limit=limit, is_shown=False):  # noqa: B007
        pass
    return last


def prepare(library: Library) -> None:
    """Bring the index up and load what searches need, so that the first one is no slower."""
    engine = _engine_of(library)
    engine.wait(library)
    engine.load(library)


def answers(
    library: Library,
    notes: Notes,
    text: str,
    *,
    limit: int = 200,
    is_stale: IsStale = lambda: False,
    is_shown: bool = True,
) -> Iterator[Answer]:
    """Answers to a query, each better than the one before; the last is final.

    `is_stale` is asked again and again, from any thread; once it says so, nothing follows.
    Unless `is_shown`, hits are made when they are asked for.
    """
    query = parse(text)
    if query.is_empty:
        yield Answer(text, understood=query.chips)
        return
    if not query.words:
        yield _listed(library, text, query, limit)
        return
    engine = _engine_of(library)
    stages = Stages(query, notes, is_stale, limit if limit > _PAGE else 0)
    found = engine.run(library, stages.strict, is_stale)
    if found is None:
        return
    is_final = stages.is_enough
    showing = _Showing(library, engine)
    answer = showing.answer(text, query, found[:limit], is_shown)
    yield replace(answer, is_final=is_final, is_cut=stages.is_cut)
    if not is_final:
        found = engine.run(library, stages.forgiven, is_stale)
        if found is not None:
            answer = showing.answer(text, query, found[:limit], is_shown)
            yield replace(
                answer,
                nowhere=stages.nowhere,
                left_out=stages.left_out,
                is_cut=stages.is_cut,
            )


class _Engine:
    """The index of one library, what was learnt of it, and who is searching."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._running: tuple[Index, IsStale] | None = None
        self._learnt: Learnt | None = None
        self._state: dict[str, object] = {}
        self._seen: tuple[int, int] | None = None  # the versions in which all was up to date
        self._noted = Noted()
        self._filling: threading.Thread | None = None

    def run(
        self,
        library: Library,
        stage: Callable[[Learnt], list[Candidate]],
        is_stale: IsStale,
    ) -> list[Candidate] | None:
        """What a stage finds, when it is its turn; None if nobody waits for it any more."""
        while not is_stale():
            if not self._turn.acquire(timeout=_PATIENCE):
                self._cut_off()
                continue
            try:
                found = self._stage(library, stage, is_stale)
                return None if is_stale() else found
            except Interrupted:
                continue  # meant for the one before, unless it has become stale
            finally:
                self._running = None
                self._turn.release()
        return None

    def _cut_off(self) -> None:
        """Interrupt the search that is running, if nobody waits for it."""
        running = self._running
        if running is not None and running[1]():
            running[0].interrupt()

    def _stage(
        self, library: Library, stage: Callable[[Learnt], list[Candidate]], is_stale: IsStale
    ) -> list[Candidate]:
        """One stage; an index that turns out to be damaged is made anew, once."""
        try:
            learnt = self._ready(library)
            self._running = (learnt.index, is_stale)
            return stage(learnt)
        except LibraryError as error:
            if not is_damage(error):
                raise
        self._learnt = None
        throw_away(library.folders.index)
        return stage(self._ready(library))

    def wait(self, library: Library) -> None:
        """Let the index come up to the library first, however long that takes."""
        with self._turn:
            self._stage(library, lambda learnt: [], lambda: False)
            self._running, filling = None, self._filling
        if filling is not None:
            filling.join()

    def load(self, library: Library) -> None:
        """Load the vocabulary."""

        def stage(learnt: Learnt) -> list[Candidate]:
            learnt.forgiving.load()
            return []

        with self._turn:
            self._stage(library, stage, lambda: False)
            self._running = None

    def read(self, library: Library, found: Sequence[Candidate]) -> None:
        """Read the texts of candidates that have none yet; those that are gone stay without.

        The library is asked, not the index, which may be at another search.
        """
        empty = {c.article: c for c in found if not c.page.has_text}
        texts = library.texts(empty, LONGEST) if empty else []
        pages = {c.docid: c.page for c in empty.values()}
        if self._learnt is not None:
            read = ((empty[name].docid, text, blocks) for name, text, blocks in texts)
            self._learnt.pages.take(pages, read)

    def _ready(self, library: Library) -> Learnt:
        """The index, open and up to date; where much is new, others bring it up meanwhile."""
        learnt, folders = self._learnt, library.folders
        if learnt is not None and self._is_current(learnt.index):
            return learnt
        if learnt is None or learnt.index.is_replaced:
            index = Index(folders.index, folders.library, folders.notes)
            learnt = self._learnt = _learnt(index, self._noted)
            self._state = index.state()
        versions = learnt.index.versions()  # before it is looked at
        state = learnt.index.state()
        behind = 0 if self._is_filling else indexing.pending(learnt.index, state)
        if behind:
            state = self._bring_up(library, learnt.index, is_little=behind <= _LITTLE)
        if state.get("made") != self._state.get("made"):  # other documents under the same numbers
            learnt = self._learnt = _learnt(learnt.index, self._noted)
        elif state != self._state:
            learnt.forgiving.renew(state)
        learnt.pages.forget_articles()
        self._state = state
        self._seen = versions if not behind and not self._is_filling else None
        return learnt

    def _is_current(self, index: Index) -> bool:
        """Whether nothing was written since all was seen to be up to date."""
        return self._seen is not None and not index.is_replaced and index.versions() == self._seen

    @property
    def _is_filling(self) -> bool:
        return self._filling is not None and self._filling.is_alive()

    def _bring_up(self, library: Library, index: Index, *, is_little: bool) -> dict[str, object]:
        """Index what is new: now, if that takes a moment, else beside the searches.

        Without any index there is nothing to search in, so that its first articles are awaited.
        """
        if is_little:
            indexing.catch_up(library)
        if not is_little or not index.state():
            filling = self._filling = threading.Thread(
                target=_fill, args=(library.folders,), name="index", daemon=True
            )
            filling.start()
            filling.join(_SLICE)
            while filling.is_alive() and not index.state():
                filling.join(_SLICE)
        state = index.state()
        if not state:
            raise LibraryError(
                "The search index could not be made.", hint="`reader doctor` says what is wrong."
            )
        return state


def _fill(folders: Folders) -> None:
    """Index everything; who searches meanwhile finds what is there. Errors show in a search."""
    with suppress(LibraryError):
        for _ in indexing.steps(folders):
            pass


_ENGINES: "WeakKeyDictionary[Library, _Engine]" = WeakKeyDictionary()
_MAKING = threading.Lock()


def _engine_of(library: Library) -> _Engine:
    with _MAKING:
        return _ENGINES.setdefault(library, _Engine())


def _learnt(index: Index, noted: Noted) -> Learnt:
    return Learnt(index, Forgiving(index), Pages(index), noted)


def _listed(library: Library, text: str, query: Query, limit: int) -> Answer:
    """A filter alone is a list, newest first."""
    rows = library.listing(query.filter).window(0, limit)

    def make(places: Sequence[int]) -> list[Hit]:
        pages = {rows[place].id: Page(rows[place].title) for place in places}
        for name, body, blocks in library.texts(pages, LONGEST):
            pages[name].fill(body, blocks)
        return [Hit(rows[n], 0.0, snippet=opening(pages[rows[n].id])) for n in places]

    return Answer(
        text,
        Made(len(rows), make) if rows else (),
        rows,
        tuple(row.id for row in rows),
        tuple(ArticleId(row.copy_of) or row.id for row in rows),
        understood=query.chips,
    )


class _Showing:
    """What the answers to one query show: a later one shows most hits of the one before again."""

    def __init__(self, library: Library, engine: _Engine) -> None:
        self._library, self._engine = library, engine
        self._shown: dict[int, tuple[Candidate, Hit]] = {}

    def answer(
        self, text: str, query: Query, ranked: Sequence[Candidate], is_shown: bool
    ) -> Answer:
        """An answer of candidates, best first; its first hits made, if it is shown."""
        if not ranked:
            return Answer(text, understood=query.chips)
        hits = Made(len(ranked), lambda places: self._hits(ranked, places))
        if is_shown:
            hits[0]  # with those that follow
        return Answer(
            text,
            hits,
            Made(len(ranked), lambda places: self._headlines([ranked[n] for n in places])),
            tuple(candidate.article for candidate in ranked),
            tuple(candidate.story for candidate in ranked),
            _corrected(ranked),
            understood=query.chips,
        )

    def _hits(self, ranked: Sequence[Candidate], places: Sequence[int]) -> list[Hit]:
        shown = self._shown
        wanted = [(n, ranked[n]) for n in places]
        new = [
            (n, each)
            for n, each in wanted
            if each.docid not in shown or shown[each.docid][0] is not each
        ]
        self._engine.read(self._library, [each for _, each in new])
        rows = self._headlines([each for _, each in new])
        for (n, each), row in zip(new, rows, strict=True):
            shown[each.docid] = each, _hit(row, each, is_brief=n >= _IN_FULL)
        return [shown[each.docid][1] for _, each in wanted]

    def _headlines(self, some: Sequence[Candidate]) -> list[Headline]:
        """One that is gone since it was found is shown by its title."""
        rows = {row.id: row for row in self._library.headlines(each.article for each in some)}
        return [rows.get(each.article) or Headline(each.article, each.page.title) for each in some]


def _hit(row: Headline, candidate: Candidate, *, is_brief: bool) -> Hit:
    shown = show(candidate.page, candidate.why, is_brief=is_brief)
    note = candidate.note
    snippet, spans, matches = shown.snippet, shown.spans, shown.matches
    if note is not None:
        matches = (*matches, note)
        if not spans:
            snippet = clip(note.text)
    return Hit(row, round(candidate.why.score, 4), matches, snippet, spans)


def _corrected(ranked: Sequence[Candidate]) -> dict[str, str]:
    """What was taken for words that no hit holds as typed, by the best hits."""
    corrected: dict[str, str] = {}
    for candidate in ranked[:ENOUGH]:
        corrected = {**dict(candidate.why.used), **corrected}
    return {
        typed: used
        for typed, used in corrected.items()
        if all(typed in dict(candidate.why.used) for candidate in ranked)
    }
