"""Word files built in code: only what a test needs of one."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_RELATED = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATED}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

STYLES = """
<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Anak"><w:name w:val="Rubrik media"/>
  <w:basedOn w:val="Judul1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bertingkat"><w:name w:val="Bertingkat"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kutip"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Pasal"><w:name w:val="Pasal"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Siluman"><w:name w:val="Siluman"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Kuat"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
"""


def level(at: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "upperRoman", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "BAB %1")
    + level(1, "decimal", "Pasal %2", '<w:pStyle w:val="Pasal"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="5">'
    + level(0, "bullet", " ")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="6">'
    + level(0, "none", "")
    + "</w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)
NOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:t>___</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Lihat '
    "halaman 3.</w:t></w:r></w:p><w:p><w:r><w:t>Juga 4.</w:t></w:r></w:p></w:footnote>"
    '<w:footnote w:id="3"><w:p><w:r><w:t>Berputar</w:t></w:r><w:r><w:footnoteReference w:id="3"/>'
    "</w:r></w:p></w:footnote>"
)
ENDNOTES = '<w:endnote w:id="2"><w:p><w:r><w:t>Wawancara.</w:t></w:r></w:p></w:endnote>'
COMMENTS = (
    '<w:comment w:id="5" w:author="Sari"><w:p><w:r><w:t>Benarkah?</w:t></w:r></w:p></w:comment>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title>'
    "<dc:creator>{creator}</dc:creator><dcterms:created>2024-03-05T10:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)


def text(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") or not inside else text(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(style: str, words: str, more: str = "") -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>{more}')


def item(num: int, level: int, words: str) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(words, number)


def cell(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def docx_file(
    body: str,
    *,
    core: str = "",
    strict: bool = False,
    doctype: str = "",
    main: str = "word/document2.xml",
) -> bytes:
    parts = {
        "styles": STYLES,
        "numbering": NUMBERING,
        "footnotes": NOTES,
        "endnotes": ENDNOTES,
        "comments": COMMENTS,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def write(name: str, text: str) -> None:
            if strict:
                text = text.replace(WORD, STRICT_WORD).replace(RELATED, STRICT_RELATED)
            archive.writestr(name, text)

        def relations(items: list[tuple[str, str, str, str]]) -> str:
            each = "".join(
                f'<Relationship Id="{key}" Type="{RELATED}/{kind}" Target="{target}" {mode}/>'
                for key, kind, target, mode in items
            )
            return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'

        write("[Content_Types].xml", "<Types/>")
        write("_rels/.rels", relations([("a", "officeDocument", main, "")]))
        outside = 'TargetMode="External"'
        write(
            "word/_rels/document2.xml.rels",
            relations(
                [(name, name, f"{name}.xml", "") for name in parts]
                + [("web", "hyperlink", "https://kabar.example/a", outside)]
                + [("disk", "hyperlink", "file:///C:/rahasia.docx", outside)]
            ),
        )
        for name, inside in parts.items():
            write(f"word/{name}.xml", f"<w:{name} {SPACES}>{inside}</w:{name}>")
        write("docProps/core.xml", core)
        write(
            "word/document2.xml",
            f"{doctype}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        )
    return out.getvalue()
