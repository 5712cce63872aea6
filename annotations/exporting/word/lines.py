"""Paragraphs by python-docx; whatever was written stays words.

The library's own call for a new paragraph looks through all blocks before it, and a style's name is
looked for among all styles, so paragraphs are put at the end here, with their style's id. The
properties of paragraphs and runs are set once for each look and then copied.
"""

from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat
from docx.text.run import Run

from annotations.exporting.word.element import Element, element
from annotations.exporting.word.marking import PLAIN, Look, is_rtl, language_of, shown
from annotations.exporting.word.package import Package

_SERIF = ("Cambria", "Times New Roman")
_FIXED = ("Consolas", "Courier New")
_SMALL = Pt(8.5)
_GREY = RGBColor(0x59, 0x59, 0x59)
_MARKER = "FFF1B8"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: in which style (its id), how far in, as an item of which list.

    `indent` and `hanging` are in twentieths of a point; a `number` of 0 is no list.
    """

    style: str = ""
    indent: int = 0
    hanging: int = 0
    has_tab: bool = False
    number: int = 0
    level: int = 0
    is_right: bool = False
    is_kept: bool = False


BODY = Setting()


class Line(Paragraph):
    """A paragraph at the end of a body or cell."""

    def __init__(
        self, into: Element, package: Package, setting: Setting = BODY, *, rtl: bool = False
    ) -> None:
        self.element = element("p")
        super().__init__(self.element, package.document)
        self._package = package
        properties = package.copied(_set, setting, "rtl" if rtl else "")
        if properties is not None:
            self.element.append(properties)
        into.append(self.element)

    def say(self, words: str, look: Look = PLAIN, *, link: str = "", anchor: str = "") -> Run:
        """Add a run; line breaks and tabs are Word's own.

        It leads to the relation `link` or to the bookmark `anchor`, where there is one.
        """
        run = self.add_run(shown(words))
        direction = look.direction or ("rtl" if is_rtl(words) else "")
        properties = self._package.copied(_properties, look, direction)
        if properties is not None:
            run.element.insert(0, properties)
        if link or anchor:
            leading = element("hyperlink")
            leading.rId, leading.anchor = link or None, anchor or None
            leading.append(run.element)
            self.element.append(leading)
        return run

    def bookmark(self, name: str, number: int) -> None:
        """Let links to a name lead here; each has a number of its own."""
        start = element("bookmarkStart", id=str(number), name=name)
        self.element.extend((start, element("bookmarkEnd", id=str(number))))


def _set(setting: Setting, direction: str) -> Element:
    """Set the properties of a paragraph; None where it has none."""
    made = element("p")
    format_ = ParagraphFormat(made)
    if setting.style:
        made.style = setting.style
    if direction == "rtl":
        made.get_or_add_pPr().append(element("bidi"))  # the library puts the others around it
    if setting.indent:
        format_.left_indent = Twips(setting.indent)
    if setting.hanging:
        format_.first_line_indent = Twips(-setting.hanging)
    if setting.has_tab:
        format_.tab_stops.add_tab_stop(Twips(setting.indent))
    if setting.is_right:
        format_.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if setting.is_kept:
        format_.keep_with_next = format_.keep_together = True
    if setting.number:
        properties = made.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = setting.level
        properties.get_or_add_numId().val = setting.number
    return made.pPr


def _properties(look: Look, direction: str) -> Element:
    """Set the properties of a look, None where it has none; what has no call in their order."""
    run = element("r")
    font = Font(run)
    if look.style:
        run.style = look.style
    if look.is_serif or look.is_fixed:
        font.name, other = _SERIF if look.is_serif else _FIXED
        run.rPr.rFonts.set(qn("w:cs"), other)
    if look.is_bold:
        font.bold = font.cs_bold = True
    if look.is_italic:
        font.italic = font.cs_italic = True
    if look.is_struck:
        font.strike = True
    if look.is_muted and not look.style:
        font.color.rgb = _GREY
    if look.is_small:
        font.size = _SMALL
        run.rPr.sz.addnext(element("szCs", val=run.rPr.sz.get(qn("w:val"))))
    if look.is_marked:
        run.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=_MARKER))
    if direction == "rtl":
        font.rtl = True
    if language := language_of(look.language):
        run.get_or_add_rPr().append(element("lang", val=language, bidi=language))
    return run.rPr
