"""The library into the index, in batches that are all or nothing.

In: a library's folders. Out: how many articles were looked at. A new index is filled from the
articles themselves, then follows the change log. Killed anywhere, it goes on where it was: its
place is kept in the transaction that the batch is written in.
"""

import secrets
import time
from collections import Counter
from typing import Any

from reader.errors import LibraryError
from reader.library.articles import Library
from reader.library.entries import Entry, Indexed
from reader.library.fulltext import MARK, Index
from reader.library.index_file import is_damage, throw_away
from reader.search.fold import VERSION, fold
from reader.search.vocabulary import pack
from reader.settings import Folders

_BATCH = 500  # articles a transaction
_LARGE_BATCH = 4000  # what batches grow to where nobody waits: many share their terms
_BULK = 5_000  # from so many articles on, FTS5 may use memory freely
_UNPACKED = 20_000  # terms outside the packed vocabulary before it is packed anew
_DEAD = 5_000  # documents that may be dead, before the index is made anew if they are the most


def refresh(library: Library, *, seconds: float | None = None) -> int:
    """Index what changed since the last time, for at most about `seconds`.

    An index that is missing, damaged, of another version or of another library is made anew.
    """
    try:
        return _refresh(library.folders, seconds)
    except LibraryError as error:
        if not is_damage(error):
            raise
        throw_away(library.folders.index)
        return _refresh(library.folders, seconds)


def is_behind(index: Index, state: dict[str, Any]) -> bool:
    """Whether there is something that the index has not seen."""
    if not _is_ours(index, state) or "filled" in state:
        return True
    return index.last_change() > int(state["position"])


def _refresh(folders: Folders, seconds: float | None) -> int:
    index = Index(folders.index, folders.library)
    try:
        return _catch_up(index, seconds)
    finally:
        index.close()


def _is_ours(index: Index, state: dict[str, Any]) -> bool:
    """The index was made of this library by these rules, and the log goes on from it."""
    if state.get("fold") != VERSION:
        return False
    position = int(state["position"])
    if position > index.last_change() or not index.is_log_whole(position):
        return False
    return not state["library"] or state["library"] == index.library_mark()


def _catch_up(index: Index, seconds: float | None) -> int:
    deadline = time.monotonic() + seconds if seconds is not None else None
    done, is_bulk, is_over, batch = 0, False, False, _BATCH
    while not is_over:
        if deadline is not None and time.monotonic() > deadline:
            return done
        with index.writing():
            state = index.state()
            if not _is_ours(index, state):
                state = _begin(index)
            if not is_bulk and _is_much(index, state):
                index.expect(bulk=True)
                is_bulk = True
            step = _fill if "filled" in state else _follow
            count, is_over = step(index, state, batch)
            done += count
        if deadline is None:
            batch = min(2 * batch, _LARGE_BATCH)
    if done:
        _tidy(index, is_bulk)
    return done


def _begin(index: Index) -> dict[str, Any]:
    """An empty index; what changes from now on is in the log."""
    state = {
        "fold": VERSION,
        "made": secrets.token_hex(8),  # tells one filling from the next
        "position": index.last_change(),
        "filled": 0,  # the last article that was filled in; gone when all are
        "packed": 0,
        "library": "",
    }
    index.clear(state)
    return state


def _is_much(index: Index, state: dict[str, Any]) -> bool:
    return "filled" in state or index.last_change() - int(state["position"]) > _BULK


def _fill(index: Index, state: dict[str, Any], limit: int) -> tuple[int, bool]:
    """The next articles of the library; never over, since the log comes after."""
    entries = index.entries_after(int(state["filled"]), limit)
    if not entries:
        index.forget("filled")
        return 0, False
    _add(index, entries)
    index.remember({"filled": entries[-1].key, "library": index.library_mark()})
    return len(entries), False


def _follow(index: Index, state: dict[str, Any], limit: int) -> tuple[int, bool]:
    """The next changes of the log, and whether there were none."""
    changes = index.changes(int(state["position"]), limit)
    if not changes:
        return 0, True
    keys = {change.article for change in changes}
    _add(index, index.entries(keys), keys)
    index.remember({"position": changes[-1].seq, "library": index.library_mark()})
    return len(keys), False


def _add(index: Index, entries: list[Entry], gone: set[int] | None = None) -> None:
    terms: Counter[str] = Counter()
    folded: list[Indexed] = []
    for entry in entries:
        title, body = fold(entry.title), fold(entry.text)
        terms.update(set(f"{title} {body}".split()))
        meta = f"{language_token(entry.language)} {collection_token(entry.collection)}"
        folded.append(Indexed(entry.key, entry.day, title, body, meta))
    index.bury(gone if gone is not None else (entry.key for entry in entries))
    index.add(folded)
    index.add_terms(sorted(terms.items()))  # in order: one leaf of the tree after the other


def language_token(language: str) -> str:
    """The word of `meta` that says an article's language."""
    return f"{MARK}l{fold(language).replace(' ', '')}"


def collection_token(number: int) -> str:
    """The word of `meta` that says an article's collection."""
    return f"{MARK}c{number}"


def _tidy(index: Index, was_bulk: bool) -> None:
    """Once all is read: pack the vocabulary when much is new; one segment after a large import."""
    with index.writing():
        documents, dead = index.counts() if was_bulk else (0, 0)
        if dead > max(_DEAD, documents // 2):
            index.remember({"fold": 0})  # made anew the next time
            return
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
