"""The parts of a Word file and how they name one another; the same content gives the same bytes."""

import io
import zipfile
from dataclasses import dataclass, field

from annotations.exporting.word.marking import escaped, language_of
from resources import read_text

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: when somebody wrote a report is nobody's business."""
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MEDIA = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}
_FONTS = (
    ("Calibri", "Carlito", "swiss"), ("Cambria", "Caladea", "roman"),
    ("Consolas", "Liberation Mono", "modern"), ("Arial", "Liberation Sans", "swiss"),
    ("Times New Roman", "Liberation Serif", "roman"),
    ("Courier New", "Liberation Mono", "modern"),
)  # fmt: skip
"""Each with one that is as wide, and the family to fall back on."""

BULLETS = 1
"""The number of the list with bullets; those with numbers follow."""
A4 = (11906, 16838)
"""Twentieths of a point."""
MARGIN = 1134


@dataclass(slots=True)
class Package:
    """A Word file while it is made. `made` is its date (ISO); it names no author.

    `running` stands at the head of every page.
    """

    title: str
    language: str
    made: str
    running: str = ""
    is_landscape: bool = False
    comments: list[str] = field(default_factory=list)
    _relations: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _media: dict[str, bytes] = field(default_factory=dict)
    _lists: list[int] = field(default_factory=list)
    _drawings: int = 0

    @property
    def width(self) -> int:
        """How wide text runs, in twentieths of a point."""
        return A4[self.is_landscape] - 2 * MARGIN

    def link(self, address: str) -> str:
        """Name a web address; gives the id of the relation."""
        return self._relate("hyperlink", address, ' TargetMode="External"')

    def picture(self, data: bytes, media_type: str) -> str:
        """Take in a picture (PNG, JPEG, SVG); gives the id of the relation."""
        for name, known in self._media.items():
            if known == data:
                return self._relate("image", name)
        name = f"media/picture{len(self._media) + 1}.{_MEDIA[media_type]}"
        self._media[name] = data
        return self._relate("image", name)

    def new_list(self, *, numbered: bool) -> int:
        """Begin a list; gives its number. Each that is numbered counts from 1."""
        if not numbered:
            return BULLETS
        self._lists.append(len(self._lists) + BULLETS + 1)
        return self._lists[-1]

    def next_drawing(self) -> int:
        """Give the number of a drawing, each its own."""
        self._drawings += 1
        return self._drawings

    def written(self, body: str) -> bytes:
        """Put the file together around the paragraphs and tables of its body."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts(body).items():
                info = zipfile.ZipInfo(name, EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return out.getvalue()

    def _parts(self, body: str) -> dict[str, str | bytes]:
        language = language_of(self.language) or "en"
        kinds = ["styles", "settings", "fontTable", "numbering", "header", "footer"]
        kinds += ["comments"] if self.comments else []
        ids = {kind: self._relate(kind, f"{kind}.xml") for kind in kinds}
        across, down = A4[::-1] if self.is_landscape else A4
        turned = ' w:orient="landscape"' if self.is_landscape else ""
        section = (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{ids["header"]}"/>'
            f'<w:footerReference w:type="default" r:id="{ids["footer"]}"/>'
            f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="{MARGIN}"'
            f' w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567"'
            ' w:footer="567" w:gutter="0"/></w:sectPr>'
        )
        words = {
            "styles": read_text("word/styles.xml").replace("LANGUAGE", language),
            "settings": _settings(language),
            "fontTable": _fonts(),
            "numbering": _numbering(self._lists),
            "header": f"{_XML}<w:hdr {SPACES}>{_running(self.running)}</w:hdr>",
            "footer": f"{_XML}<w:ftr {SPACES}>{_page_numbers()}</w:ftr>",
            "comments": f"{_XML}<w:comments {SPACES}>{''.join(self.comments)}</w:comments>",
        }
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": _types(kinds),
            "_rels/.rels": _relations(
                {
                    ("officeDocument", "word/document.xml", ""): "rId1",
                    ("extended-properties", "docProps/app.xml", ""): "rId3",
                },
                f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
                ' Target="docProps/core.xml"/>',
            ),
            "docProps/core.xml": _core(self.title, language, self.made),
            "docProps/app.xml": f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/'
            'officeDocument/2006/extended-properties"><Application>Kutip</Application>'
            "</Properties>",
            "word/document.xml": f"{_XML}<w:document {SPACES}><w:body>{body}{section}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": _relations(self._relations),
        }
        parts |= {f"word/{kind}.xml": words[kind] for kind in kinds}
        return parts | {f"word/{name}": data for name, data in self._media.items()}

    def _relate(self, kind: str, target: str, mode: str = "") -> str:
        return self._relations.setdefault((kind, target, mode), f"rId{len(self._relations) + 1}")


def _types(kinds: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for kind in kinds
    )
    media = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for kind, ending in _MEDIA.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/>{media}<Override PartName="/word/document.xml"'
        f' ContentType="{_KIND}.document.main+xml"/><Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override'
        ' PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument'
        f'.extended-properties+xml"/>{overrides}</Types>'
    )


def _relations(found: dict[tuple[str, str, str], str], more: str = "") -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/{kind}" Target="{escaped(target)}"{mode}/>'
        for (kind, target, mode), key in found.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{each}{more}</Relationships>'


def _core(title: str, language: str, made: str) -> str:
    date = f"{made}T00:00:00Z"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator></dc:creator>"
        f"<dc:language>{language}</dc:language><cp:lastModifiedBy></cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _settings(language: str) -> str:
    return (
        f'{_XML}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com'
        '/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def _fonts() -> str:
    each = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in _FONTS
    )
    return f"{_XML}<w:fonts {SPACES}>{each}</w:fonts>"


def _numbering(numbered: list[int]) -> str:
    """Write the list with bullets and those with numbers, nine levels each."""

    def level(at: int, kind: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
            f' w:left="{(at + 1) * 360}" w:hanging="360"/></w:pPr></w:lvl>'
        )

    again = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for at in range(9)
    )
    each = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{again}</w:num>'
        for number in numbered
    )
    bullets = "".join(level(at, "bullet", "•") for at in range(9))
    numbers = "".join(level(at, "decimal", f"%{at + 1}.") for at in range(9))
    return (
        f'{_XML}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType'
        f' w:val="multilevel"/>{bullets}</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="multilevel"/>{numbers}</w:abstractNum><w:num'
        f' w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>{each}</w:numbering>'
    )


def _running(words: str) -> str:
    return (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">'
        f"{escaped(words)}</w:t></w:r></w:p>"
    )


def _page_numbers() -> str:
    def field_(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>'
        f'{field_("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field_("NUMPAGES")}</w:p>'
    )
