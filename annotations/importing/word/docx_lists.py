"""Lists of a DOCX file: which number or bullet Word draws before a paragraph."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_package import W
from annotations.importing.word.docx_styles import Styles, integer, is_on, value
from annotations.importing.word.numbering import bullet, number

LEVELS = 9
LONGEST = 60
"""Characters of a marker."""
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the level after which it begins again, 0 never."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    paragraph_style: str = ""
    font: str = ""


def _level(element: Element) -> Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=integer(value(element.find(f"{W}start")), 1),
        style=value(element.find(f"{W}numFmt"), "decimal"),
        text=value(element.find(f"{W}lvlText")),
        restart=integer(value(element.find(f"{W}lvlRestart")), -1),
        legal=is_on(element.find(f"{W}isLgl")),
        paragraph_style=value(element.find(f"{W}pStyle")),
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
    )


def _levels(element: Element) -> dict[int, Level]:
    return {integer(each.get(f"{W}ilvl")): _level(each) for each in element.findall(f"{W}lvl")}


class Lists:
    """The lists of one file and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._nums: dict[str, Element] = {}
        self._resolved: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for each in root if root is not None else ():
            if each.tag == f"{W}abstractNum":
                key = each.get(f"{W}abstractNumId", "")
                self._abstract[key] = _levels(each)
                link = value(each.find(f"{W}numStyleLink"))
                if link:
                    self._linked[key] = link
            elif each.tag == f"{W}num":
                self._nums[each.get(f"{W}numId", "")] = each

    def level_of(self, num: str, paragraph_style: str) -> int:
        """Find the level that a list keeps for a paragraph style; 0 if it keeps none."""
        _, levels = self._levels_of(num)
        return next(
            (at for at, level in levels.items() if level.paragraph_style == paragraph_style), 0
        )

    def marker(self, num: str, at: int) -> str | None:
        """Count one item on and write its marker.

        None where there is no such list or nothing is drawn, "" for an item that goes on.
        """
        key, levels = self._levels_of(num)
        if not levels:
            return None
        at = min(max(at, 0), LEVELS - 1)
        counts = self._counts.setdefault(key, [None] * LEVELS)
        self._begin(num, counts)
        level = levels.get(at, Level())
        for above in range(at):
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        before = counts[at]
        counts[at] = level.start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = levels.get(below, Level()).restart
            if restart and (restart < 0 or at < restart):
                counts[below] = None
        if level.style == "bullet":
            return bullet(level.text, level.font) if level.text.strip() else ""
        written = _PLACE.sub(lambda found: _written(found, counts, levels, level), level.text)
        return written.strip()[:LONGEST] or None

    def _levels_of(self, num: str) -> tuple[str, dict[int, Level]]:
        if num not in self._resolved:
            self._resolved[num] = self._resolve(num)
        return self._resolved[num]

    def _resolve(self, num: str) -> tuple[str, dict[int, Level]]:
        element = self._nums.get(num)
        if element is None:
            return num, {}
        key = value(element.find(f"{W}abstractNumId"))
        if key in self._linked:
            other = self._nums.get(self._styles.list_of(self._linked[key]))
            key = key if other is None else value(other.find(f"{W}abstractNumId"))
        levels = dict(self._abstract.get(key, {}))
        for override in element.findall(f"{W}lvlOverride"):
            levels.update(_levels(override))
        return key, levels

    def _begin(self, num: str, counts: list[int | None]) -> None:
        """Set the counters where a list begins again with numbers of its own."""
        if num in self._begun:
            return
        self._begun.add(num)
        for override in self._nums[num].findall(f"{W}lvlOverride"):
            at = integer(override.get(f"{W}ilvl"), LEVELS)
            start = override.find(f"{W}startOverride")
            if start is not None and 0 <= at < LEVELS:
                counts[at] = integer(value(start), 1) - 1
                counts[at + 1 :] = [None] * (LEVELS - at - 1)


def _written(
    found: re.Match[str], counts: list[int | None], levels: dict[int, Level], level: Level
) -> str:
    at = int(found[1]) - 1
    count = counts[at]
    style = levels.get(at, Level()).style
    return number(1 if count is None else count, "decimal" if level.legal else style)
