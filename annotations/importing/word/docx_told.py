"""All that a Word file says anywhere: deleted and hidden words, comments, headers, who made it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from annotations.importing.xml import parse_xml
from annotations.importing.zipped import Zip

READ = (".xml", ".rels", ".vml")
WORD = "/wordprocessingml/"
"""Stands in the namespaces of Word's own elements, of both variants."""
APART = frozenset(("p", "tab", "ptab", "br", "cr"))
"""What parts two words; letters of one word may stand in several runs."""


def all_told(archive: Zip, name: str) -> Iterator[str]:
    """Give the words of every part, and what its attributes say. Raises ImportFailed."""
    for entry in archive.names:
        if entry.lower().endswith(READ):
            root = parse_xml(archive.read(entry), name)
            yield "".join(_words(root))
            yield "\n".join(value for each in root.iter() for value in each.attrib.values())


def _words(root: Element) -> Iterator[str]:
    for each in root.iter():
        of_word = WORD in each.tag
        if not of_word or each.tag.rpartition("}")[2] in APART:
            yield "\n"
        yield each.text or ""
        if not of_word and each.tail:
            yield f"\n{each.tail}"
