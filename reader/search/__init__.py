"""Finding articles: by words that may be mistyped, half typed or without accents.

`search` answers once; `answers` answers in stages, each better than the one before; `refresh`
brings the index up to the library, `prepare` loads what a first search would. The index is made
again from the library whenever needed.
"""

from reader.search.engine import answers, prepare, search
from reader.search.indexing import refresh

__all__ = ["answers", "prepare", "refresh", "search"]
