"""What the styles of an OpenDocument text say, and how its lists are numbered."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_styles import (
    DEEPEST,
    NAKED,
    Dress,
    ParagraphStyle,
    integer,
    named,
)
from annotations.importing.word.numbering import bullet, number
from annotations.vocabulary import RunKind

_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, STYLE = (f"{_OPEN}{name}:1.0}}" for name in ("office", "text", "style"))
TABLE, DRAW, META = (f"{_OPEN}{name}:1.0}}" for name in ("table", "drawing", "meta"))
FO = f"{_OPEN}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
LEVELS = 10
BOLD = 600
"""Weight of letters from which they count as strong."""
FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "": "none", "01, 02, 03, ...": "decimalZero",
}  # fmt: skip
_ESCAPED = re.compile("_([0-9a-f]{2})_")
_PLACE = re.compile("%([0-9]{1,2})%")
CODE_WORDS = {"Source Text", "Teletype", "Example", "Verbatim Char"}

Counts = list[int | None]


def style_name(element: Element) -> str:
    """Read a style's name as a person sees it."""
    shown = element.get(f"{STYLE}display-name")
    return shown or plain_name(element.get(f"{STYLE}name", ""))


def plain_name(name: str) -> str:
    """Write a style's name with the characters that its XML escapes: "Heading_20_1"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list or of the headings; `shown` levels stand in its number."""

    style: str = "decimal"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    sign: str = ""
    pattern: str = ""

    def written(self, counts: Counts, at: int, levels: dict[int, "Level"]) -> str:
        """Write the marker of an item at level `at`, whose number is counted already."""
        if self.sign:
            return self.sign
        if self.style == "none":
            return (self.prefix + self.suffix).strip()

        def one(place: int) -> str:
            """Write the number of one level; one that was never counted is its first."""
            count = counts[place]
            return number(1 if count is None else count, levels.get(place, Level()).style)

        if self.pattern:

            def placed(found: re.Match[str]) -> str:
                """Write the number for a %n of the pattern, nothing for a level there is not."""
                place = int(found[1]) - 1
                return one(place) if 0 <= place < LEVELS else ""

            return _PLACE.sub(placed, self.pattern).strip()
        parts = [one(place) for place in range(max(0, at + 1 - self.shown), at + 1)]
        return f"{self.prefix}{'.'.join(filter(None, parts))}{self.suffix}".strip()


def levels_of(element: Element) -> dict[int, Level]:
    """Read the levels of a list style or of the outline, from 0."""
    return {
        integer(each.get(f"{TEXT}level"), 1) - 1: _level(each)
        for each in element
        if each.get(f"{TEXT}level")
    }


def _level(element: Element) -> Level:
    sign = ""
    if element.tag == f"{TEXT}list-level-style-bullet":
        sign = bullet(element.get(f"{TEXT}bullet-char", ""))
    elif element.tag == f"{TEXT}list-level-style-image":
        sign = bullet("")
    pattern = element.get(f"{LOEXT}num-list-format") or element.get(f"{STYLE}num-list-format")
    return Level(
        style=FORMATS.get(element.get(f"{STYLE}num-format", ""), "decimal"),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=integer(element.get(f"{TEXT}display-levels"), 1),
        start=integer(element.get(f"{TEXT}start-value"), 1),
        sign=sign,
        pattern=pattern or "",
    )


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """A paragraph's style; `dress` is what was set on it by hand, `lists` its list style.

    `lists` is None where nothing is said, "" where lists are turned off.
    """

    shape: ParagraphStyle = ParagraphStyle()
    dress: Dress = NAKED
    lists: str | None = None


class OdtStyles:
    """The styles of one file, each resolved once with all that it is based on."""

    def __init__(self, roots: list[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._automatic: set[int] = set()
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        self._paragraphs: dict[str, OdtStyle] = {}
        self._dresses: dict[str, tuple[Dress, bool]] = {"": (NAKED, False)}
        self._sections: dict[str, bool] = {}
        for root in roots:
            for part in ("styles", "automatic-styles"):
                for group in root.iter(f"{OFFICE}{part}"):
                    self._take(group, automatic=part != "styles")

    def _take(self, group: Element, *, automatic: bool) -> None:
        for each in group:
            name = each.get(f"{STYLE}name", "")
            if each.tag == f"{STYLE}style":
                self._elements[each.get(f"{STYLE}family", ""), name] = each
                if automatic:
                    self._automatic.add(id(each))
            elif each.tag == f"{TEXT}list-style":
                self.lists[name] = levels_of(each)
            elif each.tag == f"{TEXT}outline-style":
                self.outline = levels_of(each)

    def paragraph(self, name: str) -> OdtStyle:
        """Say what paragraphs of a style are."""
        found = self._paragraphs.get(name)
        if found is None:
            found = OdtStyle()
            chain = self._chain("paragraph", name)
            for element in reversed(chain):
                found = self._with(found, element)
            if not chain:
                found = replace(found, shape=named(found.shape, plain_name(name)))
            self._paragraphs[name] = found
        return found

    def words(self, name: str) -> tuple[Dress, bool]:
        """Say how the words of a text style are dressed, and whether they are code."""
        found = self._dresses.get(name)
        if found is None:
            dress, code = NAKED, plain_name(name) in CODE_WORDS
            for element in reversed(self._chain("text", name)):
                dress = _dressed(element, dress)
                code = code or style_name(element) in CODE_WORDS
            found = self._dresses[name] = (dress, code)
        return found

    def _with(self, under: OdtStyle, element: Element) -> OdtStyle:
        automatic = id(element) in self._automatic
        shape = under.shape if automatic else named(under.shape, style_name(element))
        outline = integer(element.get(f"{STYLE}default-outline-level"), 0)
        if outline:
            shape = replace(shape, outline=outline - 1)
        lists = element.get(f"{STYLE}list-style-name")
        dress = _dressed(element, under.dress)
        if not automatic:  # the look of a named style is the style's, as a heading's bold letters
            dress = Dress(hidden=dress.hidden)
        return OdtStyle(shape, dress, under.lists if lists is None else lists)

    def _chain(self, family: str, name: str) -> list[Element]:
        chain: list[Element] = []
        seen: set[str] = set()
        while (family, name) in self._elements and name not in seen and len(chain) < DEEPEST:
            seen.add(name)
            chain.append(self._elements[family, name])
            name = chain[-1].get(f"{STYLE}parent-style-name", "")
        return chain


def _dressed(element: Element, under: Dress) -> Dress:
    properties = element.find(f"{STYLE}text-properties")
    if properties is None:
        return under
    kinds = set(under.kinds)
    weight = properties.get(f"{FO}font-weight", "")
    _set(kinds, RunKind.STRONG, weight, on=weight == "bold" or integer(weight) >= BOLD)
    slant = properties.get(f"{FO}font-style", "")
    _set(kinds, RunKind.EMPHASIS, slant, on=slant in {"italic", "oblique"})
    through = properties.get(f"{STYLE}text-line-through-style", "") or properties.get(
        f"{STYLE}text-line-through-type", ""
    )
    _set(kinds, RunKind.STRIKE, through, on=through != "none")
    shown = properties.get(f"{TEXT}display", "")
    return Dress(frozenset(kinds), shown == "none" if shown else under.hidden)


def _set(kinds: set[RunKind], kind: RunKind, said: str, *, on: bool) -> None:
    if said:
        (kinds.add if on else kinds.discard)(kind)
