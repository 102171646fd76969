"""Names that documents give their encodings, as browsers read them: a label in, a codec out.

The table is the Encoding Standard's (encoding.spec.whatwg.org), where it says anything else than
Python: above all that `iso-8859-1` and `ascii` mean Windows-1252, and `gb2312` means all of GBK.
Whether the bytes agree is `decoding`'s to see.
"""

import codecs
import re
from functools import lru_cache

_LABELS = """
utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
utf-16-le: csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
utf-16-be: unicodefffe utf-16be
cp866: 866 csibm866 ibm866
iso8859_2: csisolatin2 iso-ir-101 iso_8859-2:1987 l2 latin2
iso8859_3: csisolatin3 iso-ir-109 iso_8859-3:1988 l3 latin3
iso8859_4: csisolatin4 iso-ir-110 iso_8859-4:1988 l4 latin4
iso8859_5: csisolatincyrillic cyrillic iso-ir-144 iso_8859-5:1988
iso8859_6: arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e
iso8859_6: iso-8859-6-i iso-ir-127 iso_8859-6:1987
iso8859_7: csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso_8859-7:1987 sun_eu_greek
iso8859_8: csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso_8859-8:1988 visual
iso8859_8: csiso88598i iso-8859-8-i logical
iso8859_10: csisolatin6 iso-ir-157 l6 latin6
iso8859_15: csisolatin9 l9
koi8_r: cskoi8r koi koi8
koi8_u: koi8-ru
mac_roman: csmacintosh mac macintosh x-mac-roman
mac_cyrillic: x-mac-cyrillic x-mac-ukrainian
cp874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
cp1250: x-cp1250
cp1251: x-cp1251
cp1252: ansi_x3.4-1968 ascii cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591
cp1252: iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii x-cp1252
cp1253: x-cp1253
cp1254: csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5
cp1254: x-cp1254
cp1255: x-cp1255
cp1256: x-cp1256
cp1257: x-cp1257
cp1258: x-cp1258
gb18030: chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
big5hkscs: big5 cn-big5 csbig5 x-x-big5
euc_jp: cseucpkdfmtjapanese x-euc-jp
iso2022_jp: csiso2022jp
cp932: csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
cp949: cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601
cp949: ksc_5601 windows-949
"""
_HEAD = 2048  # bytes in which a document says what it is in
_SAID = re.compile(
    rb"<meta[^<>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{2,40})"
    rb"|<\?xml[^<>]{0,100}?\bencoding\s*=\s*[\"']([\w:.-]{2,40})"
    rb"|^content-type:[^\n]{0,100}?\bcharset\s*=\s*[\"']?([\w:.-]{2,40})"
    rb"|^(?:charset|encoding)\s?:\s?[\"']?([\w:.-]{2,40})[\"']?\s*$"
    rb"|-\*-\s*coding:\s*([\w.-]{2,40})\s*-\*-",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = (line.partition(": ") for line in _LABELS.strip().splitlines())
    return {label: codec for codec, _, labels in rows for label in labels.split()}


def codec_of(label: str) -> str:
    """The codec that a label means, or `""` for none that we know."""
    label = label.strip().casefold()
    try:
        return _table().get(label) or codecs.lookup(label).name.replace("-", "_")
    except (LookupError, ValueError):  # ValueError: a zero byte in the name
        return ""


def said_in(data: bytes) -> str:
    """The label that a document bears at its top: HTML, XML, a letter's head, front matter."""
    found = _SAID.search(data[:_HEAD])
    return next(filter(None, found.groups())).decode("ascii") if found else ""
