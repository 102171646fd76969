"""Completing what is typed into the search field: names of fields, and their values.

In: the text, and the values that are known. Out: offers, the best first. Values are read from the
library by who asks; here is only what fits.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LEAST_NAME = 2  # letters of a field's name before it is offered
_MOST = 8
_TYPED = re.compile(r'(?:^|\s)[!-]?(?P<name>[A-Za-z]+)(?P<value>:(?:"[^"]*|[^\s"]*))?$')
_SAME = {"language": "lang"}

Values = Mapping[str, Sequence[tuple[str, int]]]  # field → its values, the most frequent first


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on: the whole text then, what of it is new to see, and how much it finds."""

    text: str
    shown: str
    count: int = -1  # -1: not a value


def field_of(text: str) -> str:
    """The field whose value is being typed at the end; "" if it is something else."""
    found = _TYPED.search(text)
    name = found["name"].lower() if found and found["value"] else ""
    return _SAME.get(name, name)


def offers(text: str, names: Sequence[str], values: Values) -> list[Offer]:
    """How the end of the text may go on."""
    found = _TYPED.search(text)
    if found is None:
        return []
    before, name = text[: found.start("name")], found["name"].lower()
    if found["value"] is None:
        fitting = [each for each in names if each.startswith(name) and each not in _SAME]
        return [Offer(f"{before}{n}:", f"{n}:") for n in fitting if len(name) >= _LEAST_NAME]
    part = found["value"][1:].lstrip('"').casefold()
    known = [each for each in values.get(field_of(text), ()) if part in each[0].casefold()]
    if any(each[0].casefold() == part for each in known):
        return []  # it is complete
    best = sorted(known, key=lambda each: not each[0].casefold().startswith(part))[:_MOST]
    return [
        Offer(f"{before}{found['name']}:{_quoted(value)} ", value, count) for value, count in best
    ]


def _quoted(value: str) -> str:
    """A value as one writes it in a query."""
    plain = value.replace('"', " ")
    return plain if plain and not re.search(r"[\s|]", plain) else f'"{plain}"'


def suggestion(text: str, found: Sequence[Offer]) -> str:
    """The first offer, if it only adds to what is typed; "" otherwise."""
    best = found[0].text.rstrip() if found else ""
    is_longer = len(best) > len(text) and best.casefold().startswith(text.casefold())
    return text + best[len(text) :] if is_longer else ""
