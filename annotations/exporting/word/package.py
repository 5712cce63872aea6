"""A Word file while it is made, by python-docx; the same content gives the same bytes.

It begins with our own parts (resources/word): the library's template has the picture of somebody's
page, names Word for Macintosh as its program, and holds hundreds of styles that nobody asked for.
"""

import io
import zipfile
from collections.abc import Callable, Hashable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.package import Package as Parts
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.shared import Twips

from annotations.exporting.word.element import Element, element
from annotations.exporting.word.marking import language_of, shown
from resources import path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: when somebody wrote a report is nobody's business."""
BULLETS = 1
"""The number of the list with bullets; those with numbers follow."""
A4 = (11906, 16838)
"""Twentieths of a point."""
MARGIN = 1134
LONGEST_TITLE = 255
"""Characters of a property of the file."""
_COUNTED = "1"
"""The number of what all lists with numbers look like, in numbering.xml."""
_KIND, _RELATION = CONTENT_TYPE, RELATIONSHIP_TYPE
_PARTS: dict[str, tuple[type[Part], str, str]] = {
    "styles": (StylesPart, _KIND.WML_STYLES, _RELATION.STYLES),
    "settings": (SettingsPart, _KIND.WML_SETTINGS, _RELATION.SETTINGS),
    "fontTable": (Part, _KIND.WML_FONT_TABLE, _RELATION.FONT_TABLE),
    "numbering": (NumberingPart, _KIND.WML_NUMBERING, _RELATION.NUMBERING),
    "header": (HeaderPart, _KIND.WML_HEADER, _RELATION.HEADER),
    "footer": (FooterPart, _KIND.WML_FOOTER, _RELATION.FOOTER),
}
_MEDIA = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


@dataclass(slots=True)
class Package:
    """A Word file while it is made. `made` is its date (ISO); it names no author.

    `running` stands at the head of every page. Write into `body`, then ask for the bytes once.
    """

    title: str
    language: str
    made: str
    running: str = ""
    is_landscape: bool = False
    stand_ins: dict[bytes, bytes] = field(default_factory=dict)
    """Pictures (PNG) of drawings (SVG), for programs that know no drawings."""
    document: Document = field(init=False)
    body: Element = field(init=False)
    _end: Element = field(init=False)
    _made: dict[tuple[object, ...], Element] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    _media: dict[bytes, str] = field(default_factory=dict)
    _lists: int = BULLETS
    _drawings: int = 0

    def __post_init__(self) -> None:
        self.document = _opened()
        section = self.document.sections[0]
        if self.is_landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Twips(A4[1]), Twips(A4[0])
        section.header.paragraphs[0].add_run(shown(self.running))
        language = language_of(self.language) or "en"
        self.document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
        about = self.document.core_properties
        about.title, about.language = shown(self.title)[:LONGEST_TITLE], language
        about.author = about.last_modified_by = ""
        about.created = about.modified = datetime.fromisoformat(self.made).replace(tzinfo=UTC)
        # The library looks through all blocks for this one, to put each new one before it: 10,000
        # highlights would take minutes.
        self.body = self.document.element.body
        self._end = self.body.sectPr
        self.body.remove(self._end)

    @property
    def width(self) -> int:
        """How wide text runs, in twentieths of a point."""
        return A4[self.is_landscape] - 2 * MARGIN

    def copied(self, make: Callable[..., Element], *what: Hashable) -> Element:
        """Copy what `make` makes of something, which it is asked for once; None stays None."""
        key = (make, *what)
        if key not in self._made:
            self._made[key] = make(*what)
        return deepcopy(self._made[key])

    def link(self, address: str) -> str:
        """Name a web address; gives the id of the relation."""
        if address not in self._links:
            self._links[address] = f"link{len(self._links) + 1}"  # the library counts from 1
            self.document.part.load_rel(
                _RELATION.HYPERLINK, shown(address), self._links[address], is_external=True
            )
        return self._links[address]

    def picture(self, data: bytes, media_type: str) -> str:
        """Take in a picture (PNG, JPEG, SVG); gives the id of the relation.

        The library's own call knows no drawings, and no JPEG without JFIF or Exif.
        """
        if data not in self._media:
            name = f"/word/media/picture{len(self._media) + 1}.{_MEDIA[media_type]}"
            part = Part(PackURI(name), media_type, data, self.document.part.package)
            self._media[data] = self.document.part.relate_to(part, _RELATION.IMAGE)
        return self._media[data]

    def new_list(self, *, numbered: bool, level: int = 0) -> int:
        """Begin a list; gives its number. Each that is numbered counts from 1."""
        if not numbered:
            return BULLETS
        self._lists += 1
        made = element("num", numId=str(self._lists))
        made.append(element("abstractNumId", val=_COUNTED))
        made.add_lvlOverride(ilvl=level).add_startOverride(1)
        self.document.part.numbering_part.element.append(made)
        return self._lists

    def next_drawing(self) -> int:
        """Give the number of a drawing, each its own."""
        self._drawings += 1
        return self._drawings

    def written(self) -> bytes:
        """Put the file together around its body, every entry at the same time."""
        self.body.append(self._end)
        out, dated = io.BytesIO(), io.BytesIO()
        self.document.save(out)
        with zipfile.ZipFile(out) as found, zipfile.ZipFile(dated, "w") as archive:
            for name in found.namelist():
                info = zipfile.ZipInfo(name, EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, found.read(name))
        return dated.getvalue()


def _opened() -> Document:
    """Open a document of our parts that has no words yet."""
    package = Parts()

    def part(of: type[Part], name: str, kind: str) -> Part:
        """Read a part of ours; `kind` is its content type."""
        data = path(f"word/{name.rpartition('/')[2]}").read_bytes()
        made: Part = of.load(PackURI(name), kind, data, package)
        return made

    main = part(DocumentPart, "/word/document.xml", _KIND.WML_DOCUMENT_MAIN)
    package.relate_to(main, _RELATION.OFFICE_DOCUMENT)
    about = part(Part, "/docProps/app.xml", _KIND.OFC_EXTENDED_PROPERTIES)
    package.relate_to(about, _RELATION.EXTENDED_PROPERTIES)
    for name, (of, kind, relation) in _PARTS.items():
        main.load_rel(relation, part(of, f"/word/{name}.xml", kind), name)
    document: Document = cast("DocumentPart", main).document
    return document
