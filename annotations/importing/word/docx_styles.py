"""What the styles of a DOCX file say: headings, quotations, code, emphasis, hidden text, lists."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_package import W
from annotations.vocabulary import RunKind

DEEPEST = 50
"""Styles that are based on one another; those of a program stay below ten."""
LAST_OUTLINE = 8
"""Of outline levels, from 0; 9 is body text."""
HEADING = re.compile(
    r"(?:heading|judul|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|"
    r"заголовок|标题|見出し)\s*(?P<level>[1-9])",
    re.IGNORECASE,
)
TITLE = re.compile(r"title|judul|titel|titre|título|titolo", re.IGNORECASE)
QUOTE = re.compile(
    r"(?:intense\s+)?(?:quote|quotations?|block\s*(?:text|quote)|kutipan(?:\s+dalam)?|zitat|"
    r"(?:intensives )zitat|citation(?:\s+intense)?|cita(?:\s+destacada)?|citaat|blockquote)",
    re.IGNORECASE,
)
CODE = re.compile(
    r"source\s*code|preformatted\s*text|html\s*preformatted|code|code\s*block", re.IGNORECASE
)
_OFF = {"0", "false", "off", "none"}
_TOGGLES = (
    (f"{W}b", RunKind.STRONG),
    (f"{W}i", RunKind.EMPHASIS),
    (f"{W}strike", RunKind.STRIKE),
    (f"{W}dstrike", RunKind.STRIKE),
)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph is by its style; `outline` is -1 and `num` "" where none is said."""

    outline: int = -1
    quote: bool = False
    code: bool = False
    num: str = ""
    num_level: int = -1
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Dress:
    """How words are dressed, as far as it matters to a reader."""

    kinds: frozenset[RunKind] = frozenset()
    hidden: bool = False


NAKED = Dress()


def value(element: Element | None, default: str = "") -> str:
    """Read `w:val`."""
    return default if element is None else element.get(f"{W}val", default)


def integer(text: str | None, default: int = 0) -> int:
    """Read a number of a stranger's file."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element, "1").lower() not in _OFF


def dressed(properties: Element | None, under: Dress) -> Dress:
    """Lay the properties of a run over what its style says."""
    if properties is None:
        return under
    kinds = set(under.kinds)
    for tag, kind in _TOGGLES:
        toggle = properties.find(tag)
        if toggle is not None:
            (kinds.add if is_on(toggle) else kinds.discard)(kind)
    vanish = properties.find(f"{W}vanish")
    hidden = under.hidden if vanish is None else is_on(vanish)
    return Dress(frozenset(kinds), hidden)


class Styles:
    """The styles of one file, each resolved once with all that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {
            each.get(f"{W}styleId", ""): each
            for each in (root.findall(f"{W}style") if root is not None else ())
        }
        self._paragraphs: dict[str, ParagraphStyle] = {"": ParagraphStyle()}
        self._dresses: dict[str, Dress] = {"": NAKED}

    def paragraph(self, style: str) -> ParagraphStyle:
        """Say what paragraphs of a style are."""
        found = self._paragraphs.get(style)
        if found is None:
            found = ParagraphStyle()
            for element in reversed(self._chain(style)):
                found = _with_paragraph(found, element)
            if style not in self._elements:  # the file lacks the style; its id is often its name
                found = named(found, style)
            self._paragraphs[style] = found
        return found

    def dress(self, style: str) -> Dress:
        """Say how the words of a character style are dressed."""
        found = self._dresses.get(style)
        if found is None:
            found = NAKED
            for element in reversed(self._chain(style)):
                found = dressed(element.find(f"{W}rPr"), found)
            self._dresses[style] = found
        return found

    def list_of(self, style: str) -> str:
        """Name the list (`w:numId`) that a list style stands for."""
        for element in self._chain(style):
            number = value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
            if number:
                return number
        return ""

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        seen: set[str] = set()
        while style in self._elements and style not in seen and len(chain) < DEEPEST:
            seen.add(style)
            element = self._elements[style]
            chain.append(element)
            style = value(element.find(f"{W}basedOn"))
        return chain


def _with_paragraph(under: ParagraphStyle, element: Element) -> ParagraphStyle:
    found = named(under, value(element.find(f"{W}name")))
    properties = element.find(f"{W}pPr")
    if properties is not None:
        outline = properties.find(f"{W}outlineLvl")
        if outline is not None:
            found = replace(found, outline=outline_of(outline))
        number = properties.find(f"{W}numPr/{W}numId")
        if number is not None:
            level = integer(value(properties.find(f"{W}numPr/{W}ilvl")), -1)
            found = replace(found, num=value(number), num_level=level)
    vanish = element.find(f"{W}rPr/{W}vanish")
    return found if vanish is None else replace(found, hidden=is_on(vanish))


def outline_of(element: Element) -> int:
    """Read an outline level; -1 for body text."""
    level = integer(value(element), -1)
    return level if 0 <= level <= LAST_OUTLINE else -1


def named(under: ParagraphStyle, name: str) -> ParagraphStyle:
    """Say what the name of a style makes of a paragraph, in the languages of Word and Writer."""
    heading = HEADING.fullmatch(name)
    if heading:
        return replace(under, outline=int(heading["level"]) - 1)
    if TITLE.fullmatch(name):
        return replace(under, outline=0)
    if QUOTE.fullmatch(name):
        return replace(under, quote=True)
    return replace(under, code=True) if CODE.fullmatch(name) else under
