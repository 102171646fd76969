"""How Hypothesis finds a quote again, after its client's match-quote.ts; to measure beside ours.

Every place with the fewest errors (at most half the quote's length, 256 at most), the best by
quote (50), prefix (20), suffix (20) and position (2). The search for the fewest errors is Myers'
bit-parallel one, as in its library approx-string-match.
"""

_CONTEXT = 32


def hypothesis_find(text: str, old: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the passage `[start, end)` of the old text is in `text`, as Hypothesis would say."""
    quote = old[start:end]
    found = _search(text, quote, min(256, len(quote) // 2))
    if not found:
        return None
    prefix, suffix = old[max(0, start - _CONTEXT) : start], old[end : end + _CONTEXT]

    def score(match: tuple[int, int, int]) -> float:
        first, last, errors = match
        before = text[max(0, first - len(prefix)) : first]
        after = text[last : last + len(suffix)]
        offset = abs(first - start) / max(1, len(text))
        total = (
            50 * (1 - errors / len(quote))
            + 20 * _likeness(before, prefix)
            + 20 * _likeness(after, suffix)
            + 2 * (1 - offset)
        )
        return total / 92

    first, last, _ = max(found, key=score)
    return first, last


def _likeness(text: str, pattern: str) -> float:
    if not pattern:
        return 1.0
    if not text:
        return 0.0
    found = _search(text, pattern, len(pattern))
    return 1 - found[0][2] / len(pattern) if found else 0.0


def _search(text: str, pattern: str, most: int) -> list[tuple[int, int, int]]:
    """(start, end, errors) of each verbatim place; without one, of each with the fewest errors."""
    exact = []
    at = text.find(pattern)
    while at >= 0:
        exact.append((at, at + len(pattern), 0))
        at = text.find(pattern, at + 1)
    if exact:
        return exact
    ends, errors = _fewest(text, pattern, most)
    backwards = pattern[::-1]
    found = []
    for end in ends[:50]:
        part = text[max(0, end - len(pattern) - errors) : end][::-1]
        starts, _ = _fewest(part, backwards, errors)
        found += [(end - starts[-1], end, errors)] if starts else []
    return found


def _fewest(text: str, pattern: str, most: int) -> tuple[list[int], int]:
    """The ends of the substrings with the fewest errors, and how many those are."""
    size = len(pattern)
    masks: dict[str, int] = {}
    for place, letter in enumerate(pattern):
        masks[letter] = masks.get(letter, 0) | 1 << place
    every, top = (1 << size) - 1, 1 << size - 1
    plus, minus, errors = every, 0, size
    ends: list[int] = []
    best = most
    for place, letter in enumerate(text):
        equal = masks.get(letter, 0)
        vertical = equal | minus
        horizontal = ((equal & plus) + plus ^ plus) | equal
        up = minus | ~(horizontal | plus) & every
        down = plus & horizontal
        errors += 1 if up & top else -1 if down & top else 0
        up, down = up << 1 & every, down << 1 & every
        plus = down | ~(vertical | up) & every
        minus = up & vertical
        if errors < best:
            best, ends = errors, [place + 1]
        elif errors == best:
            ends.append(place + 1)
    return ends, best
