"""Marks around words in the XML of a Word document: runs are split there and nothing else.

A comment begins and ends between runs. Where its words begin or end inside a run, that run is
split; what is no plain run (a formula, a drawing with its text box, letters over letters, a
content control that Word fills by itself) is left whole, and the comment goes around it.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from annotations.importing.word.docx_elements import AROUND
from annotations.importing.word.docx_package import W

Tree: TypeAlias = Any  # an element of lxml, which has no types of its own

OPEN = AROUND | {f"{W}{tag}" for tag in ("hyperlink", "fldSimple", "sdt", "sdtContent")}
"""What runs may stand in, between which a mark may stand too."""
AROUND_PARAGRAPHS = {
    f"{W}{tag}" for tag in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo")
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FIRST, LAST = -1, 1 << 62
"""Offsets before and behind an element as a whole."""


class Unplaced(Exception):
    """No comment can be made on these words of the file."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between characters: in the words of `element`, or before or behind it as a whole.

    Places are sorted by `order` (of elements in the document) and `offset`. `story` is the element
    that a comment must begin and end in.
    """

    order: int
    offset: int
    element: Tree
    is_words: bool
    story: Tree


class Numbered:
    """The elements of a part in document order.

    `strict` is the namespace in braces where the file is of the strict variant, else "".
    """

    def __init__(self, root: Tree, strict: str) -> None:
        self.root = root
        self.strict = strict
        self.elements: list[Tree] = list(root.iter("*"))
        self._numbers = {each: at for at, each in enumerate(self.elements)}

    def tag(self, element: Tree) -> str:
        """Name an element as the transitional variant does."""
        name = str(element.tag)
        return (
            W + name[len(self.strict) :] if self.strict and name.startswith(self.strict) else name
        )

    def spot(self, number: int, offset: int | None, *, behind: bool) -> Spot:
        """Find where a comment on a character begins (or ends, `behind` it).

        `offset` is that of the character in the element's words, None where nobody knows.
        Raises Unplaced.
        """
        element = self.elements[number]
        whole, run, story = self._whole(element)
        if whole is run and self.tag(element) == f"{W}t" and len(element) == 0:
            if offset is None:
                raise Unplaced
            return Spot(number, offset + behind, element, is_words=True, story=story)
        chosen = element if whole is run and len(element) == 0 else whole
        first = self._numbers[chosen]
        last = first + sum(1 for _ in chosen.iterdescendants("*"))
        if behind:  # after whatever happens inside
            return Spot(last, LAST, chosen, is_words=False, story=story)
        return Spot(first, FIRST, chosen, is_words=False, story=story)

    def _whole(self, element: Tree) -> tuple[Tree, Tree | None, Tree]:
        """Find what must stay whole around an element, its run, and the story it stands in."""
        chain = [element, *element.iterancestors()][::-1]
        tags = [self.tag(each) for each in chain]
        if f"{W}p" not in tags:
            raise Unplaced
        paragraph = tags.index(f"{W}p")
        story = self._story(chain[:paragraph], tags[:paragraph])
        for at in range(paragraph + 1, len(chain)):
            each, tag = chain[at], tags[at]
            if tag == f"{W}r":
                plain = at == len(chain) - 2 or each is element
                return each, (each if plain else None), story
            if tag not in OPEN or (tag == f"{W}sdt" and self._fills_itself(each)):
                return each, None, story
        raise Unplaced

    def _story(self, chain: Sequence[Tree], tags: Sequence[str]) -> Tree:
        """Find what paragraphs stand in. Raises Unplaced where one version of several is."""
        at = len(chain) - 1
        while at >= 0 and tags[at] in AROUND_PARAGRAPHS:
            at -= 1
        if at < 0 or tags[at] != f"{W}body":
            raise Unplaced
        return chain[at]

    def _fills_itself(self, control: Tree) -> bool:
        """Whether Word fills a content control from data, so that what is put into it goes."""
        for properties in control:
            if self.tag(properties) == f"{W}sdtPr":
                return any(self.tag(each).endswith("}dataBinding") for each in properties)
        return False


def references(document: Numbered, notes: Numbered) -> dict[int, int]:
    """Tell of each element of the notes the number of the first mark in the text for its note."""
    marks: dict[tuple[str, str], int] = {}
    for number, each in enumerate(document.elements):
        tag = document.tag(each)
        if tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = tag.removeprefix(W).removesuffix("Reference")
            marks.setdefault((kind, each.get(f"{document.strict or W}id", "")), number)
    found: dict[int, int] = {}
    mark: int | None = None
    for number, each in enumerate(notes.elements):
        tag = notes.tag(each)
        if tag in {f"{W}footnote", f"{W}endnote"}:
            mark = marks.get((tag.removeprefix(W), each.get(f"{notes.strict or W}id", "")))
        if mark is not None:
            found[number] = mark
    return found


def mark_start(spot: Spot, mark: Tree) -> None:
    """Put a mark where words begin, right before them."""
    _put(spot, mark)


def mark_end(spot: Spot, mark: Tree, reference: Tree, paragraph_tag: str) -> None:
    """Put a mark where words end, right behind them, and the comment's reference after it.

    The reference is a run: it stands outside insertions, links and fields of one element, so that
    it is nobody's insertion and no link.
    """
    _put(spot, mark)
    top = mark
    while top.getparent().tag != paragraph_tag:
        top = top.getparent()
    top.addnext(reference)


def _put(spot: Spot, mark: Tree) -> None:
    element = spot.element
    if not spot.is_words:
        if _is_in_run(element):
            _between(element, mark, behind=spot.offset == LAST)
        elif spot.offset == LAST:
            element.addnext(mark)
        else:
            element.addprevious(mark)
        return
    words = element.text or ""
    if 0 < spot.offset < len(words):
        rest = element.makeelement(element.tag, element.attrib, nsmap=element.nsmap)
        element.text, rest.text = words[: spot.offset], words[spot.offset :]
        for each in (element, rest):
            if each.text != each.text.strip():
                each.set(SPACE, "preserve")
        element.addnext(rest)
        _between(element, mark, behind=True)
        return
    _between(element, mark, behind=spot.offset > 0)


def _is_in_run(element: Tree) -> bool:
    return str(element.getparent().tag).endswith("}r") and not str(element.tag).endswith("}r")


def _between(element: Tree, mark: Tree, *, behind: bool) -> None:
    """Put a mark before or behind a child of a run; the run is split if it must be."""
    run = element.getparent()
    children = [each for each in run if not str(each.tag).endswith("}rPr")]
    at = children.index(element) + behind
    if at == 0:
        run.addprevious(mark)
        return
    if at < len(children):
        rest = run.makeelement(run.tag, run.attrib, nsmap=run.nsmap)
        rest.extend(deepcopy(each) for each in run if str(each.tag).endswith("}rPr"))
        rest.extend(children[at:])
        run.addnext(rest)
    run.addnext(mark)
