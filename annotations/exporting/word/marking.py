"""The XML of Word, as text: runs and paragraphs in which whatever was written stays words.

A character that XML cannot hold is shown by its code, <U+0008>: it is neither dropped nor does it
break the file.
"""

import re
import unicodedata
from dataclasses import dataclass

_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"']")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_PARTS = re.compile("([\n\t\r])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": "<w:br/>"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks. `is_serif` is for words that were captured; `language` is BCP 47."""

    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    is_marked: bool = False
    is_serif: bool = False
    is_fixed: bool = False
    is_muted: bool = False
    is_small: bool = False
    style: str = ""
    language: str = ""
    direction: str = ""


PLAIN = Look()


def shown(words: str) -> str:
    """Show characters that XML cannot hold by their codes."""
    return _UNHELD.sub(lambda found: f"<U+{ord(found[0]):04X}>", words)


def escaped(words: str) -> str:
    """Write words so that they are words in XML, also within an attribute."""
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], shown(words))


def language_of(tag: str) -> str:
    """Take a language's tag if it is one."""
    return tag if _LANGUAGE.fullmatch(tag) else ""


def is_rtl(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in words:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def run(words: str, look: Look = PLAIN) -> str:
    """Write a run; line breaks and tabs are Word's own."""
    if not words:
        return ""
    inside = []
    for part in _PARTS.split(words):
        if part in _BREAKS:
            inside.append(_BREAKS[part])
        elif part:
            inside.append(f'<w:t xml:space="preserve">{escaped(part)}</w:t>')
    return f"<w:r>{_properties(words, look)}{''.join(inside)}</w:r>"


def paragraph(inside: str, style: str = "", *, more: str = "", rtl: bool = False) -> str:
    """Write a paragraph of runs; `more` are properties in the order that Word wants."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    turned = "<w:bidi/>" if rtl else ""
    properties = f"{named}{more}{turned}"
    head = f"<w:pPr>{_in_order(properties)}</w:pPr>" if properties else ""
    return f"<w:p>{head}{inside}</w:p>"


_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi",
    "spacing", "ind", "jc", "outlineLvl",
)  # fmt: skip
_PROPERTY = re.compile(r"<w:(\w+)(?:\s[^>]*)?(?:/>|>.*?</w:\1>)")


def _in_order(properties: str) -> str:
    """Sort properties as the schema has them; Word refuses a file for their order."""
    found = list(_PROPERTY.finditer(properties))
    return "".join(each[0] for each in sorted(found, key=lambda each: _ORDER.index(each[1])))


def _properties(words: str, look: Look) -> str:
    size = 17 if look.is_small else 0
    font = ("Cambria", "Times New Roman") if look.is_serif else ("Consolas", "Courier New")
    has_font = look.is_serif or look.is_fixed
    rtl = look.direction == "rtl" or (not look.direction and is_rtl(words))
    language = language_of(look.language)
    parts = (
        f'<w:rStyle w:val="{look.style}"/>' if look.style else "",
        f'<w:rFonts w:ascii="{font[0]}" w:hAnsi="{font[0]}" w:cs="{font[1]}"/>' if has_font else "",
        "<w:b/><w:bCs/>" if look.is_bold else "",
        "<w:i/><w:iCs/>" if look.is_italic else "",
        "<w:strike/>" if look.is_struck else "",
        '<w:color w:val="595959"/>' if look.is_muted and not look.style else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        '<w:shd w:val="clear" w:color="auto" w:fill="FFF1B8"/>' if look.is_marked else "",
        "<w:rtl/>" if rtl else "",
        f'<w:lang w:val="{language}" w:bidi="{language}"/>' if language else "",
    )
    properties = "".join(parts)
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""
