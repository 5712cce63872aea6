"""The parts of a DOCX file and how they refer to one another.

The strict variant of the format differs in the names of its namespaces alone; they are replaced,
so that the rest of the room knows one set of names.
"""

import posixpath
from xml.etree.ElementTree import Element

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.xml import parse_xml
from annotations.importing.zipped import Zip, open_zip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    ("{http://purl.oclc.org/ooxml/wordprocessingml/main}", W),
    ("{http://purl.oclc.org/ooxml/officeDocument/relationships}", R),
    (
        "{http://purl.oclc.org/ooxml/officeDocument/math}",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    ),
)
_STRICT_MARK = "{http://purl.oclc.org/ooxml/"

OTHERS = (("xl/", "Excel"), ("ppt/", "PowerPoint"), ("visio/", "Visio"))
"""Folders in which other programs keep their documents."""

Relations = dict[str, tuple[str, str]]
"""By id: the last word of the type, and the target (a part's name, or an address)."""


class Package:
    """An open DOCX file. Raises ImportFailed (BROKEN, UNKNOWN_FORMAT, what ZIP and XML raise)."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._zip: Zip = open_zip(data, name)
        # Windows programs have written backslashes and other capitals
        self._entries = {_folded(each): each for each in self._zip.names}
        roots = self.relations("")
        self.main = next(
            (target for kind, target in roots.values() if kind == "officeDocument"),
            "word/document.xml",
        )
        self.properties = next(
            (target for kind, target in roots.values() if kind == "core-properties"),
            "docProps/core.xml",
        )
        other = next((kind for folder, kind in OTHERS if self.main.startswith(folder)), "")
        if other:
            raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail=other)
        if _folded(self.main) not in self._entries:
            raise ImportFailed(name, ImportFault.BROKEN, detail="no document in it")

    def entry(self, name: str) -> str | None:
        """Find under which name a part stands in the archive; None where it does not."""
        return self._entries.get(_folded(name))

    def part(self, name: str) -> Element | None:
        """Read a part; None where the file has none of this name."""
        entry = self.entry(name)
        if entry is None:
            return None
        root = parse_xml(self._zip.read(entry), self._name)
        if root.tag.startswith(_STRICT_MARK):
            _make_transitional(root)
        return root

    def relations(self, part: str) -> Relations:
        """Read what a part ("" the package) refers to."""
        folder, _, file = part.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: Relations = {}
        for each in root if root is not None else ():
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _make_transitional(root: Element) -> None:
    for element in root.iter():
        element.tag = _renamed(element.tag)
        if any(key.startswith(_STRICT_MARK) for key in element.attrib):
            element.attrib = {_renamed(key): value for key, value in element.attrib.items()}


def _renamed(name: str) -> str:
    for strict, ours in _STRICT:
        if name.startswith(strict):
            return ours + name[len(strict) :]
    return name
