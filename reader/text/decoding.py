"""Bytes to text, and how sure we are. Pure, never raises; mending the text is `mojibake`."""

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec it was read with, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    is_lossy: bool = False  # some bytes fit no encoding
    confidence: float = 1.0


def decode(data: bytes, declared: str = "") -> Decoded:
    """Try the BOM, UTF-8, then what the document declares; never fail."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, "replace"), encoding)
    for encoding in ("utf-8", declared):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", True, 0.5)
