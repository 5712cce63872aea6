"""The archive of an EPUB, 2 or 3: which files are read in which order, and what they are called."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.xml import parse_xml
from annotations.importing.zipped import Zip, open_zip

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
FONTS_ONLY = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
"""Ways of scrambling that are for fonts; the words stand open beside them."""
READ = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
MOST_NAMES = 20
"""Authors that are read."""
# A document type without declarations of its own, as EPUB 2 writes it: nothing is fetched for it.
_BARE_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s+[\w:.-]+(?:\s+(?:PUBLIC|SYSTEM|"[^"<>]*"|'[^'<>]*'))*\s*>"""
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book: its place in the archive, and how the book refers to it."""

    path: str
    href: str
    navigation: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the package says. `titles` are those of the contents by the file's path, in order."""

    items: tuple[Item, ...]
    titles: dict[str, str]
    title: str = ""
    creator: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    source: str = ""


class Archive:
    """The files of a book. Raises ImportFailed: PROTECTED, BROKEN and what ZIP and XML raise."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._zip: Zip = open_zip(data, name)
        self._entries = {each.lower(): each for each in self._zip.names}
        self._refuse_locked()

    def read(self, path: str) -> bytes | None:
        """Read a file; None where the book has none of this name."""
        entry = self._entries.get(path.lower())
        return None if entry is None else self._zip.read(entry)

    def xml(self, path: str) -> Element | None:
        """Read a file as XML; None where there is none."""
        data = self.read(path)
        return None if data is None else parse_xml(_BARE_DOCTYPE.sub(b"", data, 1), self._name)

    def package(self) -> str:
        """Find the file that lists the others."""
        container = self.xml(CONTAINER)
        for each in container.iter() if container is not None else ():
            path = each.get("full-path", "")
            if each.tag.endswith("}rootfile") and path.lower() in self._entries:
                return path
        found = next((each for each in self._zip.names if each.lower().endswith(".opf")), "")
        if not found:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail="no package in it")
        return found

    def _refuse_locked(self) -> None:
        root = self.xml(ENCRYPTION)
        for each in root.iter() if root is not None else ():
            if not each.tag.endswith("}EncryptedData"):
                continue
            methods = [part for part in each if part.tag.endswith("}EncryptionMethod")]
            if not methods or methods[0].get("Algorithm") not in FONTS_ONLY:
                raise ImportFailed(self._name, ImportFault.PROTECTED)


def path_of(href: str, beside: str) -> str:
    """Find where in the archive a reference leads that stands in the file `beside`."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), path)) if path else beside


def read_book(archive: Archive, name: str) -> Book:
    """Read the package, and the contents as far as they can be read."""
    path = archive.package()
    root = archive.xml(path)
    if root is None:
        raise ImportFailed(name, ImportFault.BROKEN, detail="no package in it")
    manifest: dict[str, Item] = {}
    contents: list[str] = []
    for each in root.iter(f"{OPF}item"):
        href, kind = each.get("href", ""), each.get("media-type", "")
        place = path_of(href, path)
        navigation = "nav" in each.get("properties", "").split()
        if kind == "application/x-dtbncx+xml":
            contents.append(place)
        elif kind in READ or (not kind and href.lower().endswith((".xhtml", ".html", ".htm"))):
            manifest[each.get("id", "")] = Item(place, href, navigation)
    spine = [each.get("idref", "") for each in root.iter(f"{OPF}itemref")]
    items = tuple(manifest[each] for each in dict.fromkeys(spine) if each in manifest)
    pages = [item.path for item in manifest.values() if item.navigation]
    said = _Said(root)
    return Book(
        items=items,
        titles=_titles(archive, pages, contents),
        title=said.first("title"),
        creator=said.creators(),
        publisher=said.first("publisher"),
        date=said.date(),
        language=said.first("language"),
        source=said.first("source"),
    )


class _Said:
    """The metadata of a package; the versions of the format name roles in different ways."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._refined: dict[str, str] = {}
        for each in root.iter(f"{OPF}meta"):
            if each.get("property") == "role":
                self._refined[each.get("refines", "").lstrip("#")] = (each.text or "").strip()

    def first(self, name: str) -> str:
        """Read the first of what is said under a name."""
        words = (" ".join((each.text or "").split()) for each in self._root.iter(f"{DC}{name}"))
        return next(filter(None, words), "")

    def creators(self) -> str:
        """Join the authors; translators and illustrators are none."""
        names = []
        for each in self._root.iter(f"{DC}creator"):
            role = each.get(f"{OPF}role") or self._refined.get(each.get("id", "")) or "aut"
            if role == "aut" and each.text:
                names.append(" ".join(each.text.split()))
        return ", ".join(dict.fromkeys(filter(None, names[:MOST_NAMES])))

    def date(self) -> str:
        """Read the date of publication, or one of which nothing else is said.

        The very second at which the file was written is the day of its making and of nothing else:
        programs put it there where nobody named a date.
        """
        made = self._modified()
        dates = [each for each in self._root.iter(f"{DC}date") if (each.text or "").strip() != made]
        for wanted in ("publication", "original-publication", None):
            for each in dates:
                if each.get(f"{OPF}event") == wanted and each.text:
                    return each.text.strip()
        return ""

    def _modified(self) -> str:
        """Read when the file was written, "" where that is no point in time."""
        for each in self._root.iter(f"{OPF}meta"):
            if each.get("property") == "dcterms:modified" and "T" in (each.text or ""):
                return (each.text or "").strip()
        return ""


def _titles(archive: Archive, pages: list[str], contents: list[str]) -> dict[str, str]:
    """Read the contents of EPUB 3, else those of EPUB 2; broken ones say nothing."""
    from annotations.importing.book.chapters import contents_of

    found: dict[str, str] = {}
    for page in pages:
        data = archive.read(page)
        for href, words in contents_of(data) if data is not None else ():
            found.setdefault(path_of(href, page), words)
    for path in contents if not found else ():
        try:
            root = archive.xml(path)
        except ImportFailed:
            continue
        for point in root.iter() if root is not None else ():
            if not point.tag.endswith("}navPoint"):
                continue
            label = next((each for each in point if each.tag.endswith("}navLabel")), None)
            target = next((each for each in point if each.tag.endswith("}content")), None)
            words = " ".join("".join(label.itertext()).split()) if label is not None else ""
            if words and target is not None:
                found.setdefault(path_of(target.get("src", ""), path), words)
    return found
