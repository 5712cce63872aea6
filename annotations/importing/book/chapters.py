"""The pages of a book as trees of elements, with XML's ways of writing made HTML's."""

import re
from collections.abc import Iterator

from annotations.richtext import DEEPEST
from annotations.richtext.hypertext import tree
from annotations.richtext.hypertext_tree import Node

CODECS = ("utf-8", "utf-16", "windows-1252", "windows-1250", "windows-1251", "iso-8859-1",
          "iso-8859-2", "iso-8859-15", "shift_jis", "gbk", "big5", "euc-kr")  # fmt: skip
"""All that a page may declare; what is none of these is read as UTF-8."""
MARK, MARK_END = "\ufdd2", "\ufdd3"
"""Stand in the text where a note hangs, until it is laid out: no text may hold these."""
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}encoding=["']([\w-]{1,40})["']""")
_EMPTY = re.compile(r"""<([A-Za-z][\w:-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*/>""")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_TYPED = re.compile(r"(<[A-Za-z][^<>]*\s)epub:type(\s*=)")
_MARKS = re.compile(f"[{MARK}{MARK_END}]")


def page_of(data: bytes) -> Node:
    """Read a page. Raises ImportFailed (TOO_DEEP, TOO_MANY_CHARACTERS), without a name."""
    source = _MARKS.sub("", _decoded(data))
    source = _EMPTY.sub(_opened_and_closed, source)
    # the sanitizer knows no `epub:type` and keeps this in its place, which books do not use
    return tree(_TYPED.sub(r"\1itemprop\2", source), deepest=DEEPEST)


def contents_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Read the table of contents of EPUB 3: references and titles, in order."""
    root = page_of(data)
    lists = [each for each in root.all() if each.name == "nav"]
    chosen = next((each for each in lists if "toc" in types_of(each)), None)
    for each in (chosen or (lists[0] if lists else root)).all():
        words = " ".join(each.words().split()) if each.name == "a" else ""
        if words and each.attributes.get("href"):
            yield each.attributes["href"], words


def types_of(node: Node) -> set[str]:
    """Say what an element is by `epub:type` and by its role."""
    return {*node.attributes.get("itemprop", "").split(), *node.attributes.get("role", "").split()}


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in CODECS and name not in {"utf-8", "utf-16"}:
        return data.decode(name, "replace")
    return data.decode("utf-8-sig", "replace")


def _opened_and_closed(found: re.Match[str]) -> str:
    """Write an empty element of XML so that HTML takes it for one."""
    name = found[1]
    return found[0] if name.lower() in _VOID else f"<{name}{found[2]}></{name}>"
