"""Articles and one's own marks as files for elsewhere: what can be written, by name.

An exporter takes what `gathering` found and yields text, piece by piece; the first line of its
docstring is what `reader export --formats` says of it. Bringing back is `restoring`'s.
"""

from collections.abc import Callable, Iterable, Iterator

from reader.export.exported import Exported
from reader.export.jsonl import write_jsonl
from reader.export.jsonld import write_jsonld
from reader.export.markdown import write_markdown
from reader.export.netscape import write_netscape
from reader.export.org import write_org
from reader.export.readwise import write_readwise

Exporter = Callable[[Iterable[Exported]], Iterator[str]]

EXPORTERS: dict[str, Exporter] = {
    "jsonl": write_jsonl,
    "markdown": write_markdown,
    "jsonld": write_jsonld,
    "org": write_org,
    "readwise": write_readwise,
    "netscape": write_netscape,
}
SUFFIXES: dict[str, str] = {
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonld": "jsonld",
    ".org": "org",
    ".csv": "readwise",
    ".html": "netscape",
}
