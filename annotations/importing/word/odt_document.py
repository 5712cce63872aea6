"""An OpenDocument text, zipped or flat, as one text with its title and its maker's name."""

import re
from xml.etree.ElementTree import Element

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.word.docx_document import DC
from annotations.importing.word.manuscript import Manuscript
from annotations.importing.word.odt_body import OdtFlow, OdtStory, deletions_in
from annotations.importing.word.odt_lists import Items, Outline
from annotations.importing.word.odt_styles import LOEXT, META, OFFICE, TABLE, OdtStyles
from annotations.importing.word.properties import Document
from annotations.importing.xml import parse_xml
from annotations.importing.zipped import open_zip

MANIFEST = "META-INF/manifest.xml"
LARGEST_MANIFEST = 10_000_000
ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data[\s>]")


def read_document(data: bytes, name: str) -> Document:
    """Read a zipped or a flat document. Raises ImportFailed."""
    roots = _zipped(data, name) if data.startswith(b"PK") else [parse_xml(data, name)]
    text = next((found for root in roots for found in root.iter(f"{OFFICE}text")), None)
    if text is None and any(root.find(f"{OFFICE}body") is not None for root in roots):
        raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail="OpenDocument")
    if text is None:
        raise ImportFailed(name, ImportFault.BROKEN, detail="no text")
    _name_tables_alike(text)
    manuscript = Manuscript()
    styles = OdtStyles(roots)
    ended = frozenset(
        each.get(f"{OFFICE}name", "") for each in text.iter(f"{OFFICE}annotation-end")
    )
    story = OdtStory(manuscript, styles, Outline(styles), Items(styles), ended, deletions_in(text))
    OdtFlow(story).read(text)
    title, creator = _properties(roots)
    return Document(manuscript.finish(), title, creator, tuple(sorted(manuscript.warnings)))


def _name_tables_alike(text: Element) -> None:
    """Give the tables within drawings, which one program calls its own, the name of all others."""
    for each in text.iter():
        if each.tag.startswith(f"{LOEXT}table"):
            each.tag = TABLE + each.tag.removeprefix(LOEXT)


def _zipped(data: bytes, name: str) -> list[Element]:
    archive = open_zip(data, name)
    if MANIFEST in archive and ENCRYPTED.search(archive.read(MANIFEST, most=LARGEST_MANIFEST)):
        raise ImportFailed(name, ImportFault.PROTECTED)
    roots = [parse_xml(archive.read("styles.xml"), name)] if "styles.xml" in archive else []
    roots.append(parse_xml(archive.read("content.xml"), name))
    if "meta.xml" in archive:
        try:
            roots.append(parse_xml(archive.read("meta.xml"), name))
        except ImportFailed as failed:
            if failed.fault is not ImportFault.BROKEN:
                raise
    return roots


def _properties(roots: list[Element]) -> tuple[str, str]:
    for root in roots:
        for meta in root.iter(f"{OFFICE}meta"):
            maker = meta.findtext(f"{META}initial-creator") or meta.findtext(f"{DC}creator")
            return meta.findtext(f"{DC}title") or "", maker or ""
    return "", ""
