"""What is to be known of an article before one trusts it: its quality badges, in words and bits.

In: flags of cleaning, or the bits that the library keeps. Out: badges, in a fixed order. Which
text deserves one is `suspicions`.
"""

from collections.abc import Iterable
from typing import get_args

from reader.article import Badge, Flag

BADGES: tuple[Badge, ...] = get_args(Badge)
SIGNS: dict[Badge, str] = {"truncated": "⋯", "furniture": "▤", "duplicates": "≡", "damaged": "☒"}
WORDS: dict[Badge, str] = {
    "truncated": "broken off",
    "furniture": "mostly furniture",
    "duplicates": "repeats itself",
    "damaged": "too many letters lost",
}


def of_flags(flags: Iterable[Flag]) -> tuple[Badge, ...]:
    """The badges that flags stand for."""
    said = {flag.badge for flag in flags}
    return tuple(badge for badge in BADGES if badge in said)


def bit(badge: Badge) -> int:
    """Its bit in the library; never given to another."""
    return 1 << BADGES.index(badge)


def bits(badges: Iterable[Badge]) -> int:
    """Badges as one number."""
    return sum(map(bit, set(badges)))


def from_bits(number: int) -> tuple[Badge, ...]:
    """The badges in a number; what a newer program may have added is left out."""
    return tuple(badge for badge in BADGES if number & bit(badge))


def spoken(badges: Iterable[Badge]) -> str:
    """Signs and words: `⋯ broken off · ≡ repeats itself`."""
    return " · ".join(f"{SIGNS[badge]} {WORDS[badge]}" for badge in badges)
