"""Take comments out of a Word file again, to compare it with what it was before."""

import io
import zipfile
from copy import deepcopy
from itertools import pairwise
from typing import Any

from lxml import etree

from tests.made_docx import WORD

W = f"{{{WORD}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = ("commentRangeStart", "commentRangeEnd")


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def our_comments(before: bytes, after: bytes) -> dict[str, str]:
    """Give the words of the comments that are new, by their number."""
    old = _comments(entries(before))
    return {key: words for key, words in _comments(entries(after)).items() if key not in old}


def _comments(parts: dict[str, bytes]) -> dict[str, str]:
    if "word/comments.xml" not in parts:
        return {}
    root = etree.fromstring(parts["word/comments.xml"])
    return {
        each.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in each.iter(f"{W}p"))
        for each in root.iter(f"{W}comment")
    }


def canonical(part: bytes, without: set[str] = frozenset()) -> bytes:  # type: ignore[assignment]
    """Write a part in its canonical form, runs joined that look the same, without some comments."""
    root = etree.fromstring(part)
    for each in list(root.iter(*(f"{W}{tag}" for tag in MARKS))):
        if each.get(f"{W}id") in without:
            _drop(each)
    for each in list(root.iter(f"{W}commentReference")):
        if each.get(f"{W}id") in without:
            _drop(each.getparent())
    for each in list(root.iter(f"{W}comment")):
        if each.get(f"{W}id") in without:
            _drop(each)
    for parent in list(root.iter("*")):
        _join_runs(parent)
    for run in root.iter(f"{W}r"):
        _join_words(run)
    whole: bytes = etree.tostring(root, method="c14n2")
    return whole


def _drop(element: Any) -> None:  # noqa: ANN401 - lxml has no types
    assert not (element.tail or "").strip()
    element.getparent().remove(element)


def _join_runs(parent: Any) -> None:  # noqa: ANN401
    children = list(parent)
    for left, right in pairwise(children):
        if left.tag != f"{W}r" or right.tag != f"{W}r" or dict(left.attrib) != dict(right.attrib):
            continue
        looks = [etree.tostring(deepcopy(p)) if p is not None else b"" for p in
                 (left.find(f"{W}rPr"), right.find(f"{W}rPr"))]  # fmt: skip
        if looks[0] != looks[1]:
            continue
        first = right.find(f"{W}rPr")
        content = list(left)[left.find(f"{W}rPr") is not None :]
        for at, each in enumerate(content):
            right.insert(at + (first is not None), each)
        parent.remove(left)


def _join_words(run: Any) -> None:  # noqa: ANN401
    for each in list(run.iter(f"{W}t")):
        if XML_SPACE in each.attrib:
            del each.attrib[XML_SPACE]
        before = each.getprevious()
        if before is not None and before.tag == f"{W}t":
            each.text = (before.text or "") + (each.text or "")
            run.remove(before)


def words_under(part: bytes, number: str) -> str:
    """Give the words of a part between a comment's marks; nothing of what was deleted."""
    root = etree.fromstring(part)
    found, is_open = [], False
    for each in root.iter("*"):
        if each.tag == f"{W}commentRangeStart" and each.get(f"{W}id") == number:
            is_open = True
        elif each.tag == f"{W}commentRangeEnd" and each.get(f"{W}id") == number:
            break
        elif is_open and each.tag == f"{W}t":
            found.append(each.text or "")
        elif is_open and each.tag in {f"{W}p", f"{W}br", f"{W}tab"} and found:
            found.append("\n")
    return "".join(found)
