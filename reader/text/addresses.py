"""Web addresses that mean the same page. Pure.

An address comes in; out come the spellings under which a library may know its page. Not here:
whether an address is safe to open (`inline.address`).
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_FOLLOWS = ("utm_", "mc_", "fb_", "at_", "hsa_", "pk_", "mtm_")
_FOLLOWING = frozenset((
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "cmpid", "xtor", "ref_src",
    "guccounter", "smid", "ocid", "ito",
))  # fmt: skip
"""Parts of a query that say by which way a reader came, and not which page."""
_PORTS = {"http": ":80", "https": ":443"}


def spellings(url: str) -> list[str]:
    """The address as it is without its fragment, then others of the same page; no address: none.

    They differ in http and https, www. before the host, a slash at the end, and what only follows
    the reader.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return []
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.netloc:
        return []
    host = parts.netloc.lower().removesuffix(_PORTS[scheme])
    bare = host.removeprefix("www.")
    path = parts.path.rstrip("/")
    found = [urlunsplit(parts._replace(fragment=""))]
    found += [
        urlunsplit((each, name, place, query, ""))
        for query in dict.fromkeys((_without_followers(parts.query), parts.query))
        for each in ("https", "http")
        for name in (bare, f"www.{bare}")
        for place in (path, f"{path}/")
    ]
    return list(dict.fromkeys(found))


def _without_followers(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [
        (name, value)
        for name, value in pairs
        if not name.lower().startswith(_FOLLOWS) and name.lower() not in _FOLLOWING
    ]
    return query if len(kept) == len(pairs) else urlencode(kept)
