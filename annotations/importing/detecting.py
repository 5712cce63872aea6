"""Which of the old encodings a text is in that does not say so.

A few odd letters in Western text are read as Windows-1252, which is what such text is here; of
anything with more of them a detector (chardet) is asked. It finds one and cannot be sure.
"""

import re
from encodings.aliases import aliases
from functools import cache

CODECS = {
    # our name, which is one of Python's -> what chardet calls it, "" where it is never guessed
    "utf-8": "",
    "utf-16-le": "",
    "utf-16-be": "",
    "utf-32-le": "",
    "utf-32-be": "",
    "windows-1252": "windows-1252",
    "windows-1250": "windows-1250",
    "windows-1251": "windows-1251",
    "windows-1253": "windows-1253",
    "windows-1254": "windows-1254",
    "windows-1255": "windows-1255",
    "windows-1256": "windows-1256",
    "windows-1257": "windows-1257",
    "windows-1258": "",
    "iso-8859-2": "iso-8859-2",
    "iso-8859-3": "",
    "iso-8859-4": "",
    "iso-8859-5": "iso-8859-5",
    "iso-8859-6": "iso-8859-6",
    "iso-8859-7": "iso-8859-7",
    "iso-8859-8": "iso-8859-8",
    "iso-8859-10": "",
    "iso-8859-13": "iso-8859-13",
    "iso-8859-14": "",
    "iso-8859-15": "iso-8859-15",
    "iso-8859-16": "",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "cp866": "cp866",
    "cp874": "cp874",
    "cp437": "",
    "cp850": "",
    "mac-roman": "mac-roman",
    "mac-cyrillic": "mac-cyrillic",
    "cp932": "cp932",
    "euc-jp": "euc-jp",
    "iso-2022-jp": "",
    "gb18030": "gb18030",
    "big5-hkscs": "big5hkscs",
    "cp949": "cp949",
}
WIDER = {
    # names that older programs wrote -> the encoding that holds all of it, as browsers read it
    **dict.fromkeys(("ascii", "us_ascii", "iso8859_1", "latin_1", "l1"), "windows-1252"),
    **dict.fromkeys(("iso8859_9", "latin_5"), "windows-1254"),
    **dict.fromkeys(("iso8859_11", "tis_620"), "cp874"),
    **dict.fromkeys(("shift_jis", "shiftjis", "sjis", "x_sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312_80", "x_gbk", "hz"), "gb18030"),
    **dict.fromkeys(("big5", "cn_big5", "x_x_big5"), "big5-hkscs"),
    **dict.fromkeys(("euc_kr", "ks_c_5601_1987", "ksc5601", "korean"), "cp949"),
    **dict.fromkeys(("utf_16", "utf16", "unicode", "ucs_2"), "utf-16-le"),
    **dict.fromkeys(("utf_32", "utf32"), "utf-32-le"),
    **dict.fromkeys(("macintosh", "x_mac_roman", "mac"), "mac-roman"),
    **dict.fromkeys(("utf8mb4", "utf_8_sig", "unicode_1_1_utf_8"), "utf-8"),
    "x_mac_cyrillic": "mac-cyrillic",
    "windows_874": "cp874",
    "dos_874": "cp874",
    "koi": "koi8-r",
    "koi8": "koi8-r",
}
WESTERN = frozenset(
    "‘’“”–—…•€£©®°·«»§½¼¾²³×™¡¿\xa0àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ"
)
"""What people write in Western text beyond ASCII."""
FEW = 0.02
"""Share of bytes beyond ASCII up to which text is Western if it can be; French has 0.03."""
ALWAYS_FEW = 10
"""Bytes beyond ASCII that are few in the shortest text."""
HARDLY_ANY = 0.1
"""Share of words with odd letters below which only they are looked at."""
LOOKED_AT = 100_000
BEFORE = 2_000
"""Bytes of ASCII before the first odd letter that a detector sees as well."""

_HIGH = re.compile(rb"[\x80-\xff]")
_IN_A_ROW = re.compile(rb"[\x80-\xff]{3}")  # as only other scripts have them
_TAG = re.compile(rb"<[^<>]{1,2000}>")


def known_encoding(label: str) -> str:
    """Name the encoding that a label means, as one of `CODECS`; "" where it means none of them."""
    key = re.sub(r"[\W_]+", "_", label.strip().lower()).strip("_")
    return WIDER.get(key) or _by_module().get(aliases.get(key, key), "")


@cache
def _by_module() -> dict[str, str]:
    """Map the modules of Python's encodings to our names."""
    keys = {name: name.replace("-", "_") for name in CODECS}
    modules = {aliases.get(key, key): name for name, key in keys.items()}
    return {**modules, **{aliases.get(key, key): name for key, name in WIDER.items()}}


def guess(data: bytes) -> str:
    """Guess the encoding of bytes that are no UTF; one of `CODECS`."""
    first = _HIGH.search(data)
    if first is None:
        return "windows-1252"
    start = max(0, first.start() - BEFORE)
    sample = data[start : start + LOOKED_AT]
    if sample.count(b"<") > 1:
        sample = _TAG.sub(b" ", sample)
    if western := _western(sample):
        return western
    import chardet

    odd = [word for word in sample.split() if _HIGH.search(word)]
    if sum(map(len, odd)) < HARDLY_ANY * len(sample):
        sample = b" ".join(odd)  # a name on a page of ASCII, which would outweigh it
    found = chardet.detect(sample, include_encodings=_guessable())["encoding"]
    return known_encoding(found or "") or "windows-1252"


def _western(sample: bytes) -> str:
    """Name the Western encoding of text with few letters beyond ASCII; "" if it may be another."""
    high = _HIGH.findall(sample)
    if len(high) > max(FEW * len(sample), ALWAYS_FEW) or _IN_A_ROW.search(sample):
        return ""
    letters = {letter.decode("windows-1252", "replace") for letter in high} - {"\ufffd"}
    if letters <= WESTERN:
        return "windows-1252"
    # the currency sign that nobody writes is the euro of Latin-9
    return "iso-8859-15" if letters <= WESTERN | {"¤"} else ""


@cache
def _guessable() -> tuple[str, ...]:
    return tuple(filter(None, CODECS.values()))


def warm_up() -> None:
    """Load the detector and its tables; a confined process can open none of them any more."""
    for encoding in _guessable():
        guess("Слово слов 言葉 kôtâ ñà “x” ".encode(encoding, "ignore") * 3)
    guess(bytes(range(128, 256)))
