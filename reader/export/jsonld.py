"""W3C Web Annotations: one JSON-LD page of annotations, for other annotation programs and back.

In: `Exported`. Out: a JSON document, an annotation a line. Model: www.w3.org/TR/annotation-model.
What it has no word for (colour, place, star, read) stands under `reader:` names, so that
`read_jsonld` gives back what `write_jsonld` was given, exactly.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from reader.article import Annotation
from reader.export.exported import Exported
from reader.export.jsonl import VERSION, encode

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reader": "urn:reader:"}]
_ID = "urn:reader:annotation:"
_ARTICLE = "urn:reader:article:"
_MOTIVATIONS = {"highlight": "highlighting", "note": "commenting", "bookmark": "bookmarking"}
_KINDS = {motivation: kind for kind, motivation in _MOTIVATIONS.items()}


def write_jsonld(exported: Iterable[Exported]) -> Iterator[str]:
    """W3C Web Annotation JSON-LD, for other programs; `reader restore` brings it back."""
    context = encode(_CONTEXT)
    yield f'{{"@context":{context},\n"type":"AnnotationPage",\n"reader:version":{VERSION},\n'
    yield '"items":['
    articles: list[dict[str, Any]] = []
    comma = "\n"
    for each in exported:
        if each.is_marked:
            articles.append(_article(each))
        for annotation in each.annotations:
            yield comma + encode(_annotation(annotation, each))
            comma = ",\n"
    yield '\n],\n"reader:articles":['
    yield ",".join("\n" + encode(article) for article in articles)
    yield "\n]}\n"


def _article(exported: Exported) -> dict[str, Any]:
    row = exported.headline
    return {
        "id": _ARTICLE + row.id,
        "title": row.title,
        "source": row.source,
        "url": exported.url,
        "starred": row.starred,
        "read": not row.unread,
        "tags": list(row.tags),
        "place": exported.place,
    }


def _annotation(annotation: Annotation, exported: Exported) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = []
    if annotation.note:
        bodies.append({"type": "TextualBody", "value": annotation.note, "purpose": "commenting"})
    bodies += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in annotation.tags
    ]
    quote = {
        "type": "TextQuoteSelector",
        "exact": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
    }
    place = {"type": "TextPositionSelector", "start": annotation.start, "end": annotation.end}
    source = _ARTICLE + annotation.article
    return {
        "id": _ID + annotation.id,
        "type": "Annotation",
        "motivation": _MOTIVATIONS[annotation.kind],
        "created": annotation.created,
        "modified": annotation.updated,
        "body": bodies,
        "target": {
            "source": exported.url or source,
            "selector": [quote, place] if annotation.quote else [place],
        },
        "reader:article": source,
        "reader:color": annotation.color,
        "reader:state": annotation.state,
    }


def read_jsonld(page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Objects as lines of the JSON export have them. Raises ValueError with a reason."""
    if page.get("reader:version", VERSION) != VERSION:
        raise ValueError("it was written by a newer reader")
    for article in _objects(page, "reader:articles"):
        identity = str(article.get("id", "")).removeprefix(_ARTICLE)
        yield article | {"reader": VERSION, "id": identity}
    for item in _objects(page, "items"):
        yield _read_annotation(item)


def _read_annotation(item: dict[str, Any]) -> dict[str, Any]:
    target = item.get("target")
    if not isinstance(target, dict):
        raise ValueError("an annotation has no target that we know")
    quote = _selector(target, "TextQuoteSelector")
    place = _selector(target, "TextPositionSelector")
    bodies = list(_objects(item, "body"))
    notes = [body.get("value") for body in bodies if body.get("purpose") != "tagging"]
    return {
        "id": str(item.get("id", "")).removeprefix(_ID),
        "article": str(item.get("reader:article", "")).removeprefix(_ARTICLE),
        "kind": _KINDS.get(str(item.get("motivation"))),
        "quote": quote.get("exact", ""),
        "prefix": quote.get("prefix", ""),
        "suffix": quote.get("suffix", ""),
        "start": place.get("start", 0),
        "end": place.get("end", 0),
        "state": item.get("reader:state", "exact"),
        "note": "\n\n".join(str(note) for note in notes if note),
        "color": item.get("reader:color", "yellow"),
        "tags": [body.get("value") for body in bodies if body.get("purpose") == "tagging"],
        "created": item.get("created", ""),
        "updated": item.get("modified", item.get("created", "")),
    }


def _selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    for selector in _objects(target, "selector"):
        if selector.get("type") == kind:
            return selector
    return {}


def _objects(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects under a name, of which JSON-LD writes a single one without a list."""
    found = value.get(name, [])
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ValueError(f"“{name}” is no list of objects")
    return found
