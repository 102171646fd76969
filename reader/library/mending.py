"""Which rules of cleaning changed which articles, how much, and what is left: counted here.

In: rules and counts of an article. Out: totals by rule. The filter on it is `conditions`.
"""

from collections import Counter
from collections.abc import Sequence

from reader.article import Badge, Mended
from reader.library.connection import Connection, reading
from reader.text.badges import BADGES, from_bits
from reader.text.rules import is_space

_RULE = """
    INSERT INTO rule (name, is_space) VALUES (:name, :is_space)
    ON CONFLICT (name) DO NOTHING
"""
_FORGET = "DELETE FROM mended WHERE rule IN (SELECT id FROM rule) AND article = :article"
_NOTE = """
    INSERT INTO mended (rule, article, edits)
    SELECT id, :article, :edits FROM rule WHERE name = :name
"""
_TOTALS = """
    SELECT r.name, sum(m.edits), count(*) FROM mended AS m JOIN rule AS r ON r.id = m.rule
    GROUP BY m.rule ORDER BY 3 DESC, 2 DESC
"""


_BADGED = "SELECT badges, count(*) FROM article WHERE badges <> 0 GROUP BY badges"


def note(
    db: Connection,
    article: int | None,
    mended: Sequence[tuple[str, int]],
    *,
    is_new: bool = True,
) -> None:
    """Keep what was mended in an article, in the writer's transaction."""
    if not is_new:
        db.execute(_FORGET, {"article": article})
    for name, edits in mended:
        values: dict[str, object] = {"name": name, "article": article, "edits": edits}
        if db.execute(_NOTE, values).rowcount < 1:
            db.execute(_RULE, {"name": name, "is_space": is_space(name)})
            db.execute(_NOTE, values)


def totals(db: Connection) -> list[Mended]:
    """What each rule did in the whole library, the rule with most articles first."""
    with reading(db):
        return [Mended(*row) for row in db.execute(_TOTALS).fetchall()]


def badged(db: Connection) -> list[tuple[Badge, int]]:
    """How many articles have each badge, where any has."""
    counts: Counter[Badge] = Counter()
    with reading(db):
        for bits, number in db.execute(_BADGED).fetchall():
            counts.update(dict.fromkeys(from_bits(bits), number))
    return [(badge, counts[badge]) for badge in BADGES if counts[badge]]
