"""The library into the index, in batches that are all or nothing.

In: a library's folders. Out: how many articles were looked at. A new index is filled from the
articles themselves, then follows the change log. Killed anywhere, it goes on where it was: its
place is kept in the transaction that the batch is written in.
"""

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reader.errors import LibraryError
from reader.library.articles import Library
from reader.library.entries import Entry, Indexed
from reader.library.fulltext import Index
from reader.library.index_file import is_busy, is_damage, throw_away
from reader.library.segments import MARK
from reader.search.buckets import pack
from reader.search.fold import VERSION, fold, fold_all
from reader.search.lexicon import write_lines
from reader.settings import Folders

_BATCH = 500  # articles a transaction
_LARGE_BATCH = 4000  # what batches grow to where nobody waits: many share their terms
_BULK = 5_000  # from so many articles on, FTS5 may use memory freely
_UNPACKED = 5_000  # documents whose terms are not packed, before all terms are packed anew
_PAGES_A_STEP = 500  # that are merged while others wait to write
_FEW = 100  # articles, after which nothing is tidied
_SOON = 0.05  # seconds to wait for another program that writes, while somebody waits for us
_PATIENCE = 30.0  # the same where nobody does
_DEAD = 5_000  # documents that may be dead, before the index is made anew if they are the most


@dataclass(frozen=True, slots=True)
class Step:
    """How far indexing is, in articles."""

    done: int
    total: int


def refresh(library: Library, *, seconds: float | None = None) -> int:
    """Index what changed since the last time, for at most about `seconds`; how many articles.

    An index that is missing, damaged, of another version or of another library is made anew.
    After a few articles nothing is tidied: that is done when there is nothing else to do.
    """
    with library.index_lock:
        try:
            done = _refresh(_writer(library), seconds)
        except LibraryError as error:
            if not is_damage(error):
                raise
            library.close_index()
            throw_away(library.folders.index)
            done = _refresh(_writer(library), seconds)
        if done > _FEW:
            library.close_index()  # it has taken much memory
    return done


def _refresh(index: Index, seconds: float | None) -> int:
    deadline = time.monotonic() + seconds if seconds is not None else None
    index.wait_at_most(_PATIENCE)
    done = 0
    for step in _steps(index, _LARGE_BATCH if deadline is None else _BATCH):
        done = step.done
        if deadline is not None and time.monotonic() > deadline:
            return done
    if not 0 < done <= _FEW:
        _tidy(index)
    return done


def steps(folders: Folders, *, most: int = _LARGE_BATCH) -> Iterator[Step]:
    """As `refresh`, a batch at a time of `most` articles; who stops asking stops the work."""
    try:
        yield from _all_steps(folders, most)
    except LibraryError as error:
        if not is_damage(error):
            raise
        throw_away(folders.index)
        yield from _all_steps(folders, most)


def catch_up(library: Library) -> None:
    """Index a few changes while somebody waits; none, if another program is at it."""
    if not library.index_lock.acquire(timeout=_SOON):
        return
    try:
        index = _writer(library)
        index.wait_at_most(_SOON)
        for _ in _steps(index, _BATCH):
            pass
    except LibraryError as error:
        if not is_busy(error):
            raise
    finally:
        library.index_lock.release()


def _writer(library: Library) -> Index:
    """A connection that is kept: opening one takes as long as indexing twenty articles."""
    if library.index is None or library.index.is_replaced:
        library.close_index()
        library.index = Index(library.folders.index, library.folders.library)
    return library.index


def pending(index: Index, state: dict[str, Any]) -> int:
    """About how many articles the index has not seen."""
    if not _is_ours(index, state):
        return max(1, index.library_count())
    behind = index.last_change() - int(state["position"])
    if "filled" in state:
        behind += max(1, index.library_count() - index.counts()[0])
    return behind


def _is_ours(index: Index, state: dict[str, Any]) -> bool:
    """The index was made of this library by these rules, and the log goes on from it."""
    if state.get("fold") != VERSION:
        return False
    position = int(state["position"])
    if position > index.last_change() or not index.is_log_whole(position):
        return False
    return not state["library"] or state["library"] == index.library_mark()


def _all_steps(folders: Folders, most: int) -> Iterator[Step]:
    index = Index(folders.index, folders.library)
    try:
        yield from _steps(index, most)
        _tidy(index)
    finally:
        index.close()


def _steps(index: Index, most: int) -> Iterator[Step]:
    done, is_over, batch = 0, False, _BATCH
    total = pending(index, index.state())
    while not is_over:
        count, is_over = _step(index, batch)
        done += count
        batch = min(2 * batch, most)
        yield Step(done, max(done, total))


def _step(index: Index, batch: int) -> tuple[int, bool]:
    """A batch, all or nothing: how many articles, and whether there is nothing more to do."""
    with index.writing():
        state = index.state()
        if not _is_ours(index, state):
            state = _begin(index)
        if "bulk" not in state and pending(index, state) > _BULK:
            index.pieces.expect(bulk=True)
            index.remember({"bulk": 1})
            state["bulk"] = 1
        return (_fill if "filled" in state else _follow)(index, state, batch)


def _begin(index: Index) -> dict[str, Any]:
    """An empty index; what changes from now on is in the log."""
    state = {
        "fold": VERSION,
        "made": secrets.token_hex(8),  # tells one filling from the next
        "position": index.last_change(),
        "filled": 0,  # the last article that was filled in; gone when all are
        "packed": "",  # tells one packing of the vocabulary from the next
        "library": "",
    }
    index.clear(state)
    return state


def _fill(index: Index, state: dict[str, Any], limit: int) -> tuple[int, bool]:
    """The next articles of the library; never over, since the log comes after."""
    entries = index.entries_after(int(state["filled"]), limit)
    if not entries:
        index.forget("filled")
        return 0, False
    index.bury(entry.key for entry in entries)
    _add(index, entries, is_bulk="bulk" in state)
    index.remember({"filled": entries[-1].key, "library": index.library_mark()})
    return len(entries), False


def _follow(index: Index, state: dict[str, Any], limit: int) -> tuple[int, bool]:
    """The next changes of the log, and whether those were the last."""
    changes = index.changes(int(state["position"]), limit)
    if not changes:
        return 0, True
    keys = {change.article for change in changes}
    dead = int(state.get("dead", 0)) + index.bury(keys)
    _add(index, index.entries(keys), is_bulk="bulk" in state)
    index.remember({"position": changes[-1].seq, "library": index.library_mark(), "dead": dead})
    return len(keys), len(changes) < limit


def _add(index: Index, entries: list[Entry], *, is_bulk: bool) -> None:
    terms: set[str] = set()
    folded: list[Indexed] = []
    titles = fold_all(entry.title for entry in entries)
    for entry, title in zip(entries, titles, strict=True):
        body = fold(entry.text)
        if not is_bulk:
            terms.update(title.split(), body.split())
        meta = f"{language_token(entry.language)} {collection_token(entry.collection)}"
        folded.append(Indexed(entry.key, entry.day, title, body, meta))
    index.add(folded)
    index.terms.add(len(folded), terms)


@lru_cache(1024)
def language_token(language: str) -> str:
    """The word of `meta` that says an article's language."""
    return f"{MARK}l{fold(language).replace(' ', '')}"


def collection_token(number: int) -> str:
    """The word of `meta` that says an article's collection."""
    return f"{MARK}c{number}"


def _tidy(index: Index) -> None:
    """What nobody should wait for: few pieces (one after a large import), every term packed."""
    state = index.state()
    is_bulk = "bulk" in state
    if is_bulk:
        with index.writing():
            index.pieces.spread()
    is_more = True
    while is_more:
        with index.writing():
            is_more = index.pieces.merge(_PAGES_A_STEP, is_all=is_bulk)
    with index.writing():
        index.pieces.expect(bulk=False)
        index.forget("bulk")
    _pack(index)
    index.write_back()
    if int(state.get("dead", 0)) > max(_DEAD, index.library_count()):
        with index.writing():
            index.remember({"fold": 0})  # made anew the next time


def _pack(index: Index) -> None:
    """Pack the vocabulary, if many documents came since. Nobody waits meanwhile: terms are
    counted without a lock, and what comes during that stays fresh."""
    docs, last = index.terms.unpacked()
    if docs <= _UNPACKED:
        return
    made = index.state()["made"]
    words = (counted for counted in index.terms.counted() if counted[0][0] != MARK)
    lexicon = bytearray()
    packs = list(pack(write_lines(words, lexicon)))
    with index.writing():
        if index.state().get("made") == made:
            index.terms.save(packs, bytes(lexicon), last)
            index.remember({"packed": secrets.token_hex(8)})
