"""What to look for in the elements of a DOCX file: marks, boxes, the version to read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_package import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX = f"{W}txbxContent"
AROUND = {f"{W}{tag}" for tag in ("smartTag", "customXml", "dir", "bdo", "ins", "moveTo")}
GONE = {f"{W}del", f"{W}moveFrom"}


def mark_is_gone(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on in it."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and any(mark.find(tag) is not None for tag in GONE)


def is_initial(properties: Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def has_own_mark(reference: Element) -> bool:
    """Whether a note's mark was typed by hand and follows in the same run."""
    return reference.get(f"{W}customMarkFollows", "0").lower() in {"1", "true", "on"}


def is_hex(code: str) -> bool:
    """Whether a code is one of at most four hexadecimal digits."""
    return 0 < len(code) <= 4 and all(letter in "0123456789abcdefABCDEF" for letter in code)  # noqa: PLR2004 - FFFF


def chosen_of(element: Element) -> Element:
    """Take one of the versions that a file holds for newer and for older programs."""
    choices = [*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")]
    spoken = (each for each in choices if any(text.text for text in each.iter(f"{W}t")))
    return next(spoken, choices[0] if choices else element)


def boxes_in(element: Element) -> Iterator[Element]:
    """Find the text boxes, each once: not those within another, nor of a second version."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from boxes_in(chosen_of(child))
        else:
            yield from boxes_in(child)


def inside(element: Element, tag: str) -> Iterator[Element]:
    """Find rows or cells, also within content controls and insertions, not in deletions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND or child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from inside(child, tag)
