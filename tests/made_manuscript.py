"""A manuscript in Word with all that a newsroom leaves in one, built in code and whole enough for
Word: tracked changes, notes, comments, fields, a table, a picture, a content control, a text box.
"""

import io
import zipfile
from collections.abc import Mapping

from tests.made_docx import (
    ENDNOTES,
    NUMBERING,
    PACKAGE,
    RELATED,
    SPACES,
    STYLES,
    cell,
    item,
    row,
    styled,
    text,
)
from tests.made_docx import paragraph as plain
from tests.made_pictures import png

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
BY = 'w:author="Sari" w:date="2026-10-12T08:00:00Z"'


def inserted(words: str, number: int = 11) -> str:
    return f'<w:ins w:id="{number}" {BY}>{text(words)}</w:ins>'


def deleted(words: str, number: int = 12) -> str:
    gone = f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {BY}>{gone}</w:del>'


def field(instruction: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + told + mark("separate") + text(shown) + mark("end")


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="190500" cy="190500"/><wp:docPr id="1" name="Foto"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://'
    'schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" '
    'name="foto.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="foto"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x='0' y='0'/>"
    "<a:ext cx='190500' cy='190500'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
BOX = (
    '<w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent>'
    + plain("Kotak: dua ratus perahu.")
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
FORMULA = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
LINK = '<w:hyperlink r:id="web">' + text("laporan ") + text("dinas", "<w:i/>") + "</w:hyperlink>"
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Kota"/></w:sdtPr><w:sdtContent>'
    + text("Kota Arunika")
    + "</w:sdtContent></w:sdt>"
)
SMART = f'<w:smartTag w:uri="urn:x" w:element="place">{text("Teluk Salak")}</w:smartTag>'
EXISTING = (
    '<w:commentRangeStart w:id="5"/>' + text("Anggarannya cukup") + '<w:commentRangeEnd w:id="5"/>'
    '<w:r><w:commentReference w:id="5"/></w:r>'
)
MARKED = (
    '<w:bookmarkStart w:id="0" w:name="akhir"/>' + text("Selesai.") + '<w:bookmarkEnd w:id="0"/>'
)
BODY = "".join(
    (
        styled("Judul1", "Seratus dua puluh pompa"),
        plain(
            text("“Kami pastikan ")
            + text("120 pompa", "<w:b/>")
            + text(" selesai bulan Mei,” kata Ratna.")
        ),
        plain(text("Ia ") + inserted("sangat ") + deleted("tidak ") + text("yakin akan itu.")),
        plain(EXISTING + text(", kata Bagas, menurut ") + LINK + text(" kemarin.")),
        plain(text("Lihat ") + field("REF a", "Bagan 3") + text(" dan ") + SMART + text(".")),
        plain(
            text("Menurut ")
            + CONTROL
            + text(", banjir")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + text(" surut")
            + '<w:r><w:tab/><w:t>cepat</w:t><w:br/><w:t xml:space="preserve"> sekali.</w:t></w:r>'
        ),
        item(1, 0, "Pompa besar dibeli."),
        item(1, 0, "Pompa kecil disewa."),
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        + row("Wilayah", cell("Pompa"), properties="<w:tblHeader/>")
        + row("Utara", "Tujuh puluh")
        + row("Selatan", cell(plain("Lima puluh") + plain("dan sisanya")))
        + "</w:tbl>",
        plain(PICTURE + text("Gambar: pompa di ") + BOX + text("dermaga 👮🏽 lama.")),
        plain(text("Rumusnya ") + FORMULA + text(" saja.")),
        plain(MARKED),
    )
)  # fmt: skip
COMMENTS = (
    '<w:comment w:id="5" w:author="Sari" w:initials="S" w:date="2026-10-12T08:00:00Z">'
    '<w:p w14:paraId="00000001"><w:r><w:annotationRef/></w:r><w:r><w:t>Benarkah?</w:t></w:r></w:p>'
    "</w:comment>"
)
NOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="0" w:type="continuationSeparator"><w:p><w:r><w:continuationSeparator/></w:r>'
    '</w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
    '<w:t xml:space="preserve"> Lihat halaman 3 laporan itu.</w:t></w:r></w:p></w:footnote>'
)
REVIEW = (
    '<w:style w:type="character" w:styleId="Rujukan"><w:name w:val="annotation reference"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Catatan"><w:name w:val="annotation text"/>'
    "</w:style>"
)
EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000001" w15:done="0"/></w15:commentsEx>'
)


def manuscript(body: str = BODY, *, comments: bool = True, more: Mapping[str, bytes] = {}) -> bytes:
    """Build the file; `more` are parts that nothing names."""
    parts = {
        "styles": f"<w:styles {SPACES}>{STYLES}{REVIEW}</w:styles>",
        "numbering": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "footnotes": f"<w:footnotes {SPACES}>{NOTES}</w:footnotes>",
        "endnotes": f"<w:endnotes {SPACES}>{ENDNOTES}</w:endnotes>",
    }
    if comments:
        parts["comments"] = f"<w:comments {SPACES} {W14}>{COMMENTS}</w:comments>"
        parts["commentsExtended"] = EXTENDED
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(list(parts)),
        "_rels/.rels": _relations(
            f'<Relationship Id="a" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
        ),
        **{f"word/{name}.xml": data for name, data in parts.items()},
        "word/_rels/document.xml.rels": _relations(
            "".join(
                f'<Relationship Id="{name}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
                for name in parts
            )
            + f'<Relationship Id="web" Type="{RELATED}/hyperlink" Target="https://kabar.example/a"'
            f' TargetMode="External"/><Relationship Id="foto" Type="{RELATED}/image"'
            ' Target="media/foto.png"/>'
        ),
        "word/media/foto.png": png(),
        "word/document.xml": f"<w:document {SPACES} {W14}><w:body>{body}<w:sectPr/></w:body>"
        "</w:document>",
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 10, 12, 8, 0, 0)), data)
    return out.getvalue()


def _types(names: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>' for name in names
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
        ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/word/document.xml"'
        f' ContentType="{TYPE}.document.main+xml"/>{overrides}</Types>'
    )


def _relations(each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'
