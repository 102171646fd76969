"""The stages of one search: as typed, then with typing errors forgiven.

In: a query, the index and what was learnt of it. Out: candidates, best first. Whose turn it is
to search, and what an answer looks like, is `engine`.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.article import ArticleId, Filter, Match
from reader.library.entries import Found
from reader.library.fulltext import Doc, Index
from reader.library.index_file import Interrupted
from reader.library.narrowing import Narrowing, narrowing
from reader.library.notes import Notes
from reader.search.fold import fold_all
from reader.search.forgiving import Forgiving, is_forgiving, is_long
from reader.search.indexing import collection_token, language_token
from reader.search.noted import Noted
from reader.search.query import Query, Word
from reader.search.ranking import LONGEST, Page, Ranked, asked, rank
from reader.search.wording import (
    Sense,
    excluded,
    expression,
    meta,
    narrowed,
    opening_title,
    whole_titles,
)

CANDIDATES = 100  # that are ranked, of all stages together
_CANDIDATES_SHORT = 60  # the same where a letter or two are all that is typed so far
_SHORT = 2
_TEXTS = 40  # of them, whose texts are read in one stage
_MORE_TEXTS = 20  # the same where something is found already
_PARTIAL = 5  # articles of the rarest word, where none holds all the known words
ENOUGH = 20  # hits below which typing errors are forgiven
_LITTLE = 10  # hits below which a long word may be two, though it is known
_RARE = 1000  # articles; bm25 goes through all that hold any of the words
_KNOWN = 20_000  # articles whose titles are remembered for the next keystroke
_KEPT = 4_000_000  # characters of articles that stay folded for the next keystroke
_OPENINGS = 20  # titles that begin with all that was typed
_FEW = 300  # articles of a filter that are asked one by one
_NOTED = 0.7  # the score of an article that only a note tells of
_AT_ONCE = 16  # articles ranked before asking whether anybody still waits


@dataclass(slots=True)
class Candidate:
    """An article that matched, and why. Not frozen, as `Ranked` is not."""

    article: ArticleId
    docid: int
    why: Ranked
    page: Page
    story: ArticleId  # what it is a copy of, or itself
    note: Match | None = None


class Pages:
    """Articles folded for ranking, the latest ones kept: the next keystroke wants them again."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: OrderedDict[int, Page] = OrderedDict()
        self._size = 0
        self._found: dict[int, Found] = {}

    def forget_articles(self) -> None:
        """Somebody wrote: an article may be gone, or have become a copy."""
        self._found.clear()

    def articles(self, docs: Sequence[Doc]) -> list[Found]:
        """The articles of documents, those that still exist, in this order."""
        found = self._found
        if len(found) > _KNOWN:
            found.clear()
        new = [doc for doc in docs if doc[0] not in found]
        if new:
            found.update((each.docid, each) for each in self._index.articles(new))
        return [found[docid] for docid, _ in docs if docid in found]

    def of(self, found: Sequence[Found]) -> list[Page]:
        """The pages of documents; a document is one version of an article, so they stay true."""
        kept = self._kept
        new = [each for each in found if each.docid not in kept]
        for each, folded in zip(new, fold_all(each.title for each in new), strict=True):
            kept[each.docid] = Page(each.title, folded)
            self._size += len(each.title)
        for each in found:
            kept.move_to_end(each.docid)
        return [kept[each.docid] for each in found]

    def fill(self, pages: Mapping[int, Page]) -> None:
        """Read the texts of pages that have none yet."""
        empty = [docid for docid, page in pages.items() if not page.has_text]
        if empty:
            self.take(pages, self._index.texts(empty, LONGEST))
        while self._size > _KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.title) + len(oldest.text)

    def take(self, pages: Mapping[int, Page], texts: Iterable[tuple[int, str, str]]) -> None:
        """Texts that were read for pages: document, text, packed blocks."""
        for docid, text, blocks in texts:
            pages[docid].fill(text, blocks)
            self._size += len(text) if docid in self._kept else 0


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one opening of the index has been asked so far."""

    index: Index
    forgiving: Forgiving
    pages: Pages
    noted: Noted


class Stages:
    """One search, stage by stage; each may be done again if it was cut off."""

    _learnt: Learnt

    def __init__(
        self, query: Query, notes: Notes, is_stale: Callable[[], bool], limit: int = 0
    ) -> None:
        self._query, self._notes, self._is_stale = query, notes, is_stale
        self._limit = limit  # more articles than are ranked: the others follow as they come
        self._found: dict[int, Candidate] = {}
        wanted = [w for w in query.words if not w.is_excluded]
        self._wanted = [w for w in wanted if w.field != "note"]
        self._in_notes = [w for w in wanted if w.field == "note"]
        self._only: dict[ArticleId, Match] | None = None  # with these words in their notes
        self._never: dict[ArticleId, Match] = {}  # with an excluded word in their notes
        self._limits = self._all_limits = Narrowing()  # what MATCH leaves to SQL; everything
        self._required: list[str] = []
        self._barred: list[str] = []
        self._unwanted = ""
        self._most = _CANDIDATES_SHORT if all(map(_is_short, wanted)) else CANDIDATES
        self.nowhere: tuple[str, ...] = ()  # words that no article holds, even mistyped
        self.left_out: tuple[str, ...] = ()  # words that no article holds with all the others
        self.is_cut = False  # there was more than there is room for

    @property
    def is_enough(self) -> bool:
        """Whether nothing needs to be forgiven."""
        return len(self._found) >= ENOUGH or not self._wanted

    def strict(self, learnt: Learnt) -> list[Candidate]:
        """What holds the words as typed, in titles, texts and notes."""
        self._learnt, self._found, self.nowhere, self.left_out = learnt, {}, (), ()
        self.is_cut = False
        self._prepare()
        forgiving, index = self._learnt.forgiving, self._learnt.index
        if self._wanted:
            in_titles = forgiving.strict(self._wanted, in_title=True)
            self._look(in_titles, 0, in_title=True)
            is_full = len(self._found) >= self._most
            if is_full:
                self._look_for_title(in_titles)
            if self._limit or not is_full:  # else texts would come after all these anyway
                self._look(forgiving.strict(self._wanted, in_title=False), 1, in_title=False)
        elif self._only is None:
            most = max(self._most, self._limit)
            found = learnt.pages.articles(index.newest(self._all_limits, most, self._unwanted))
            self.is_cut = len(found) >= most
            self._take(found, lambda n, page: Ranked(1.0 - n / len(found)))
        self._add_notes()
        return self._sorted()

    def forgiven(self, learnt: Learnt) -> list[Candidate]:
        """With what was mistyped, half typed, run together or parted."""
        if learnt is not self._learnt:  # made anew meanwhile: its documents have other numbers
            self.strict(learnt)
        forgiving = self._learnt.forgiving
        if begun := forgiving.begun(self._wanted):
            self._look(begun, 1, in_title=False)
        is_answered = bool(self._found)
        apart = forgiving.taken_apart(self._wanted, is_little=len(self._found) < _LITTLE)
        self._look(apart, 2, in_title=True)
        if not self._found and forgiving.is_far(apart):  # from terms: no typing error, but two
            self._look(forgiving.for_texts(apart), 3, in_title=False)
        is_apart = bool(self._found) and all(is_long(each) for each in apart)
        loose = forgiving.senses(self._wanted, is_found=is_answered or is_apart)
        self._look_twice(loose)
        wide = loose if self._found else forgiving.widened(loose)
        if wide != loose:
            self._look_twice(wide)
        if not self._limit:  # a list holds whole answers alone
            if not self._found:
                self._leave_out(wide)
            elif not is_answered:
                self._look(forgiving.rarest(self._wanted), 2, in_title=False, most=_PARTIAL)
        return self._sorted()

    def _leave_out(self, senses: Sequence[Sense]) -> None:
        """Nothing holds all the words: look for those that stand anywhere, or for the rarest.

        What is asked for exactly, as a phrase or in a field, must not be left out.
        """
        groups: dict[int, list[Sense]] = {}
        for each in senses:
            groups.setdefault(each.word.group, []).append(each)
        gone = {group for group, some in groups.items() if not self._is_anywhere(some)}
        self.nowhere = _shown(word for word in self._wanted if word.group in gone)
        must = {word.group for word in self._wanted if not is_forgiving(word) or word.field}
        if gone and len(gone) < len(groups) and not gone & must:
            words = tuple(word for word in self._query.words if word.group not in gone)
            rest = Stages(replace(self._query, words=words), self._notes, self._is_stale)
            rest.strict(self._learnt)
            if not rest.is_enough:
                rest.forgiven(self._learnt)
            self._found, self.left_out, self.is_cut = rest._found, rest.left_out, rest.is_cut
        elif len(groups) > 1 and not gone and not must:
            docs = self._learnt.forgiving.docs
            rarest = min(groups, key=lambda group: sum(map(docs, groups[group])))
            self._look(groups[rarest], 2, in_title=False, most=_PARTIAL)
            if self._found:
                self.left_out = _shown(w for w in self._wanted if w.group != rarest)

    def _is_anywhere(self, senses: Sequence[Sense]) -> bool:
        """Whether any article holds one of the words, or what they may mean."""
        index, forgiving = self._learnt.index, self._learnt.forgiving
        if any(forgiving.is_known(each.word) for each in senses):
            return True
        return index.has("ft_text", expression(forgiving.for_texts(senses), in_title=False))

    def _look_twice(self, loose: Sequence[Sense]) -> None:
        if len(loose) > 1 and any(each.pairs for each in loose):  # lest near terms crowd them out
            self._look(
                [replace(s, terms={}, openings={}) if s.pairs else s for s in loose],
                2,
                in_title=True,
            )
        self._look(loose, 2, in_title=True)
        forgiving = self._learnt.forgiving
        for senses in (forgiving.believed(loose), loose):
            if len(self._found) < ENOUGH:
                self._look(forgiving.for_texts(senses), 3, in_title=False)

    def _prepare(self) -> None:
        """What of the index may be answered at all."""
        index, query = self._learnt.index, self._query
        collections, has_notes = index.collections(), index.attach_notes()
        self._required, rest = _as_tokens(query.filter, collections)
        if rest.excluded is not None:
            self._barred, left = _as_tokens(rest.excluded, collections)
            rest = replace(rest, excluded=left)
        limits = narrowing(rest, collections, has_notes=has_notes)
        self._limits = index.gathered(limits, _FEW)
        self._all_limits = narrowing(query.filter, collections, has_notes=has_notes)
        unwanted = [w for w in query.words if w.is_excluded]
        self._unwanted = excluded(w for w in unwanted if w.field != "note")
        noted, notes = self._learnt.noted, self._notes
        self._only = noted.holding(notes, self._in_notes) if self._in_notes else None
        for word in unwanted:
            if word.field == "note":
                self._never |= noted.holding(notes, [word])

    def _look(self, senses: Sequence[Sense], stage: int, *, in_title: bool, most: int = 0) -> None:
        """Add what one stage finds and the stages before it did not."""
        if not senses:
            return
        if in_title and any(s.word.field == "text" for s in senses):
            return
        forgiving = self._learnt.forgiving
        if self._unwanted and in_title:  # only the table of texts knows what is unwanted
            senses = forgiving.for_texts(senses)
        is_rare = not in_title and not self._found and sum(map(forgiving.docs, senses)) < _RARE
        room = max(0, self._most - len(self._found))
        if not in_title:
            room = min(room, most or (_MORE_TEXTS if self._found else _TEXTS))
        limit = max(room + len(self._found), self._limit)
        match = expression(senses, in_title=in_title)
        new = self._find(match, limit, self._limits, in_title=in_title, by_rank=is_rare)
        self.is_cut = self.is_cut or len(new) >= room
        wanted = asked(senses, stage=stage, in_title=in_title)
        self._take(
            sorted(new[:room], key=lambda each: -each.docid),
            lambda n, page: rank(page, wanted, 1 - n / room),
            is_read=not in_title,
        )
        if self._limit:
            self._add_unranked(new[room:])

    def _look_for_title(self, senses: Sequence[Sense]) -> None:
        """More titles hold the words than are ranked: one that begins with them may be older.

        Of one word that would still be too many, so that one looks for titles of just this word.
        """
        wanted = asked(senses, stage=0, in_title=True)
        looks = [(opening_title(senses), self._limits)]
        if keys := whole_titles(senses):
            few = self._learnt.index.titled(keys, self._limits, _OPENINGS)
            just = [replace(each, is_prefix=False) for each in senses]
            looks.append((expression(just, in_title=True), replace(self._limits, few=few)))
        for match, limits in looks:
            if match and limits.few != ():
                new = self._find(match, _OPENINGS, limits, in_title=True)
                self._take(new, lambda n, page: rank(page, wanted, 0.0))

    def _find(
        self,
        match: str,
        limit: int,
        limits: Narrowing,
        *,
        in_title: bool,
        by_rank: bool = False,
    ) -> list[Found]:
        """The articles that match and that the filter lets through, but those found already."""
        match = narrowed(
            match,
            [meta(token) for token in self._required],
            [self._unwanted] * bool(self._unwanted) + [meta(token) for token in self._barred],
        )
        table = "ft_title" if in_title and not self._unwanted else "ft_text"
        docs = self._learnt.index.find(table, match, limits, limit, by_rank=by_rank)
        return self._learnt.pages.articles([doc for doc in docs if doc[0] not in self._found])

    def _add_unranked(self, more: Sequence[Found]) -> None:
        """Articles that a whole list wants, behind those that are ranked."""
        for each in more:
            if self._is_allowed(each.id):
                page = Page(each.title)
                why = Ranked(-1.0)
                self._found[each.docid] = Candidate(each.id, each.docid, why, page, each.story)

    def _take(
        self,
        new: Sequence[Found],
        judge: Callable[[int, Page], Ranked | None],
        *,
        is_read: bool = False,
    ) -> None:
        """Judge articles, a few at a time; by their texts too, if those are read."""
        for start in range(0, len(new), _AT_ONCE):
            if self._is_stale():
                raise Interrupted
            some = new[start : start + _AT_ONCE]
            pages = self._learnt.pages.of(some)
            if is_read:
                self._learnt.pages.fill({e.docid: p for e, p in zip(some, pages, strict=True)})
            for number, (each, page) in enumerate(zip(some, pages, strict=True), start):
                why = judge(number, page) if self._is_allowed(each.id) else None
                if why is not None:
                    found = Candidate(each.id, each.docid, why, page, each.story)
                    self._found[each.docid] = found

    def _is_allowed(self, article: ArticleId) -> bool:
        return article not in self._never and (self._only is None or article in self._only)

    def _add_notes(self) -> None:
        """Articles whose notes hold all the words; those found already say so too."""
        words = [*self._wanted, *self._in_notes]
        noted: dict[ArticleId, Match] = {}
        if all(word.field in ("", "note") for word in words):
            noted = self._learnt.noted.holding(self._notes, words)
        known = {candidate.article for candidate in self._found.values()}
        names = [article for article in noted if article not in known]
        new = self._learnt.index.allowed(names, self._all_limits, self._unwanted) if names else []
        self._take(new, lambda n, page: Ranked(_NOTED))
        self._join((self._only or {}) | noted)

    def _join(self, noted: dict[ArticleId, Match]) -> None:
        for docid, candidate in self._found.items():
            match = noted.get(candidate.article)
            if match and candidate.note is None:
                why = replace(candidate.why, score=candidate.why.score + 0.1)
                self._found[docid] = replace(candidate, why=why, note=match)

    def _sorted(self) -> list[Candidate]:
        return sorted(self._found.values(), key=lambda c: (-c.why.score, -c.docid))


def _shown(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.text for word in words))


def _is_short(word: Word) -> bool:
    """Whether it is a beginning that half the articles hold; one character may be a word, too."""
    (first, *others) = word.tokens
    return not others and len(first) <= _SHORT and first.isascii() and word.kind == "word"


def _as_tokens(asked: Filter, collections: Mapping[str, int]) -> tuple[list[str], Filter]:
    """Language and collection as words of the index, and what is left of the filter."""
    tokens: list[str] = []
    if asked.language:
        tokens.append(language_token(asked.language))
        asked = replace(asked, language="")
    folded = asked.collection.casefold()
    numbers = [number for name, number in collections.items() if name.casefold() == folded]
    if len(numbers) == 1:
        tokens.append(collection_token(numbers[0]))
        asked = replace(asked, collection="")
    return tokens, asked
