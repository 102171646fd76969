"""The library's change log into the index, in batches that are all or nothing.

In: a library. Out: how many articles were looked at. Killed anywhere, it goes on where it was:
its place in the log is kept in the transaction that the batch is written in.
"""

import time
from collections import Counter
from pathlib import Path

from reader.library.articles import Library
from reader.library.entries import Entry, Indexed
from reader.library.fulltext import MARK, Index
from reader.search.fold import VERSION, fold
from reader.search.vocabulary import pack

_BATCH = 500  # articles a transaction
_BULK = 5_000  # from so many changes on, FTS5 may use memory freely
_UNPACKED = 20_000  # terms outside the packed vocabulary before it is packed anew
_NO_NOTES = Path("/nonexistent/reader-notes")  # indexing must not hold the notes' lock


def refresh(library: Library, *, seconds: float | None = None) -> int:
    """Index what changed since the last time, for at most about `seconds`.

    An index that is missing, of another version or of another library is made anew.
    """
    folders = library.folders
    index = Index(folders.index, folders.library, _NO_NOTES)
    try:
        return _catch_up(index, seconds)
    finally:
        index.close()


def is_behind(index: Index) -> int:
    """How many changes the index has not seen; all of them if it must be made anew."""
    state = index.state()
    return index.last_change() - (int(state["position"]) if _is_ours(index, state) else 0)


def _is_ours(index: Index, state: dict[str, object]) -> bool:
    """The index was made of this library by these rules, and the log goes on from it."""
    if state.get("fold") != VERSION:
        return False
    position = int(str(state.get("position", 0)))
    if position > index.last_change() or not index.is_log_whole(position):
        return False
    return not position or state.get("library") == index.library_mark()


def _catch_up(index: Index, seconds: float | None) -> int:
    deadline = time.monotonic() + seconds if seconds is not None else None
    done = 0
    is_bulk = False
    while deadline is None or time.monotonic() < deadline:
        with index.writing():
            state = index.state()
            if not _is_ours(index, state):
                state = {"fold": VERSION, "position": 0, "packed": 0, "library": ""}
                index.clear(state)
            position = int(state["position"])
            if not is_bulk and index.last_change() - position > _BULK:
                index.expect(bulk=True)
                is_bulk = True
            changes = index.changes(position, _BATCH)
            if not changes:
                break
            keys = {change.article for change in changes}
            index.bury(keys)
            _add(index, index.entries(keys))
            index.remember({"position": changes[-1].seq, "library": index.library_mark()})
            done += len(keys)
    if done:
        _tidy(index, is_bulk)
    return done


def _add(index: Index, entries: list[Entry]) -> None:
    terms: Counter[str] = Counter()
    folded: list[Indexed] = []
    for entry in entries:
        title, body = fold(entry.title), fold(entry.text)
        terms.update(set(title.split()) | set(body.split()))
        meta = f"{MARK}l{entry.language} {MARK}c{entry.collection}"
        folded.append(Indexed(entry.key, entry.day, title, body, meta))
    index.add(folded)
    index.add_terms(terms.items())


def _tidy(index: Index, was_bulk: bool) -> None:
    """Pack the vocabulary when much is new; one segment after a large import."""
    with index.writing():
        state = index.state()
        newest = index.newest_term()
        if newest - int(state["packed"]) > _UNPACKED:
            index.save_packs(pack(index.terms_from("", 1 << 40)))
            index.remember({"packed": newest})
        if was_bulk:
            index.expect(bulk=False)
    while was_bulk:
        with index.writing():
            was_bulk = index.merge(500)
