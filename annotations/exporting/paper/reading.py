"""From a page that one of our templates wrote to a document for paper.

The elements it knows are the ones that templates are told to keep to; of any other the words are
kept. White space is as HTML has it, but for words that are quoted: these stay as they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotations.exporting.paper.document import (
    Block,
    Blocks,
    Box,
    Document,
    Heading,
    Inlines,
    Listing,
    Page,
    Paragraph,
    Rule,
    Style,
    Words,
)
from annotations.exporting.paper.seen import picture
from annotations.exporting.paper.tree import Element, every, find, text_of, tree

_SKIPPED = frozenset(
    ("script", "style", "form", "template", "head", "noscript", "input", "select", "button")
)
_BLOCKS = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "table", "div",
    "section", "article", "main", "header", "footer", "body", "figure", "figcaption", "details",
    "summary", "dl", "dt", "dd", "hr", "pre", "nav", "aside", "img", "svg", "html", "address",
))  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_VERBATIM = frozenset(("blockquote", "pre", "q"))
_VERBATIM_CLASSES = frozenset(("quote", "around", "verbatim"))
_BOXES = {
    "card": Style.CARD,
    "care": Style.CARE,
    "kept": Style.CARE,
    "note": Style.SMALL,
    "box": Style.SMALL,
}
_SMALL = frozenset(("meta", "small", "kicker", "also", "at", "top", "open", "said"))
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Look:
    """What words inherit from the elements they stand in."""

    words: Words = Words("")
    style: Style = Style.PLAIN
    verbatim: bool = False


def read(html: str, *, date: str = "") -> Document:
    """Make a document of a page; `date` is for a page that does not say its own."""
    page = tree(html)
    told = {
        each.attributes.get("name", ""): each.attributes.get("content", "")
        for each in every(page)
        if each.tag == "meta"
    }
    root, title = find(page, "html"), find(page, "title")
    landscape = told.get("page", "").strip().lower() == Page.LANDSCAPE
    return Document(
        title=" ".join(text_of(title).split()) if title is not None else "",
        language=root.attributes.get("lang", "") if root is not None else "",
        page=Page.LANDSCAPE if landscape else Page.UPRIGHT,
        blocks=tuple(_blocks(page, _Look())),
        date=told.get("date", "") or date,
    )


def _blocks(element: Element, look: _Look) -> list[Block]:
    """Read what stands in an element; words between blocks become paragraphs."""
    found: list[Block] = []
    loose: list[Words] = []
    for child in element.children:
        if isinstance(child, str):
            loose += _run(child, look)
        elif _skipped(child):
            continue
        elif child.tag in _BLOCKS or _holds_blocks(child):
            found += _paragraph(loose, look)
            loose = []
            found += _block(child, look)
        else:
            if child is element.children[-1] and _counted(element):
                loose.append(replace(look.words, text=" "))
            loose += _inlines(child, look)
    return [*found, *_paragraph(loose, look)]


def _block(element: Element, look: _Look) -> Iterable[Block]:
    tag, anchor = element.tag, element.attributes.get("id", "")
    look = _within(element, look)
    if tag in _HEADINGS:
        words = _tidy(_inside(element, look), verbatim=False)
        return (Heading(_HEADINGS[tag], words, anchor),) if words else ()
    if tag == "hr":
        return (Rule(),)
    if tag in {"img", "svg"}:
        return picture(element)
    if tag in {"ul", "ol"}:
        return _listing(element, look)
    if tag in {"table", "dl"}:
        from annotations.exporting.paper.tables import pairs, table

        made = table if tag == "table" else pairs
        return made(element, lambda cell: tuple(_cell(cell, look)))
    if "sum" in element.classes:
        return (_beside(element, look),)
    inner = tuple(_blocks(element, look))
    return _held(element, inner, look.style, anchor)


def _held(element: Element, inner: Blocks, style: Style, anchor: str) -> Iterable[Block]:
    """Put blocks into a box where their element makes one, or gives them an anchor."""
    boxed = next((_BOXES[each] for each in sorted(element.classes) if each in _BOXES), None)
    if boxed is None and element.tag == "article":
        boxed = Style.CARD
    if boxed is not None:
        return (Box(inner, boxed, anchor),) if inner or anchor else ()
    if not anchor:
        return inner
    if len(inner) == 1 and isinstance(inner[0], Paragraph) and not inner[0].anchor:
        return (replace(inner[0], anchor=anchor),)
    return (Box(inner, style if style is Style.QUOTE else Style.PLAIN, anchor),)


def _beside(element: Element, look: _Look) -> Box:
    """Read the tables of counts of page one, a box each."""
    some = (each for each in element.children if isinstance(each, Element) and not _skipped(each))
    return Box(tuple(Box(tuple(_block(each, look))) for each in some), Style.BESIDE)


def _cell(element: Element, look: _Look) -> list[Block]:
    return _blocks(element, _within(element, look))


def _listing(element: Element, look: _Look) -> Iterator[Block]:
    items = [
        tuple(_cell(each, look))
        for each in element.children
        if isinstance(each, Element) and each.tag == "li" and not _skipped(each)
    ]
    if items:
        yield Listing(tuple(items), numbered=element.tag == "ol")


def _within(element: Element, look: _Look) -> _Look:
    """Say how words look in an element."""
    tag, classes, given = element.tag, element.classes, element.attributes
    words = replace(
        look.words,
        bold=look.words.bold or tag in {"b", "strong", "th", "summary"},
        italic=look.words.italic or tag in {"i", "em", "cite"},
        mark=look.words.mark or tag == "mark",
        quote=look.words.quote or tag in {"blockquote", "q"} or bool(classes & {"quote", "around"}),
        muted=look.words.muted or tag == "dt" or bool(classes & {"muted", "meta", "around"}),
        small=look.words.small or tag == "small" or "small" in classes,
        fixed=look.words.fixed or tag in {"code", "kbd", "samp", "pre"},
        link=(given.get("href", "") or look.words.link) if tag == "a" else look.words.link,
        language=given.get("lang", look.words.language) if tag != "html" else "",
        direction=given.get("dir", look.words.direction).replace("auto", ""),
    )
    if tag == "b" and look.words.quote:  # the quote in its sentence: not so pale as the rest
        words = replace(words, bold=look.words.bold, muted=False)
    verbatim = look.verbatim or tag in _VERBATIM or bool(classes & _VERBATIM_CLASSES)
    return _Look(words, _style(element, look.style), verbatim)


def _style(element: Element, before: Style) -> Style:
    tag, classes = element.tag, element.classes
    if tag == "blockquote" or (tag in {"p", "div", "td"} and "quote" in classes):
        return Style.QUOTE
    if tag in {"figcaption", "caption"}:
        return Style.CAPTION
    if "care" in classes:
        return Style.CARE
    if tag == "small" or classes & _SMALL or tag in {"dt", "dd", "summary"}:
        return Style.SMALL
    return Style.PLAIN if tag in {"article", "section", "main"} else before


def _inlines(element: Element, look: _Look) -> list[Words]:
    if _skipped(element):
        return []
    look = _within(element, look)
    if element.tag == "br":
        return [replace(look.words, text="\n", fixed=True)]
    found = _inside(element, look)
    if found and element.tag == "a" and found[0].link.startswith("#"):
        # A page keeps links of a row apart by room, paper by a space.
        return [
            replace(look.words, text=" ", link=""),
            *found,
            replace(look.words, text=" ", link=""),
        ]
    if "badge" in element.classes:  # a letter in a box; the name of the tag stands beside it
        return [replace(each, bold=True) for each in found] + [replace(look.words, text=" ")]
    return found


def _inside(element: Element, look: _Look) -> list[Words]:
    found: list[Words] = []
    for child in element.children:
        found += _run(child, look) if isinstance(child, str) else _inlines(child, look)
    return found


def _counted(element: Element) -> bool:
    """Whether a number ends a line of a list, where a page sets it to the right."""
    last = element.children[-1:] if element.tag == "li" else []
    return bool(last) and isinstance(last[0], Element) and last[0].tag == "b"


def _run(text: str, look: _Look) -> list[Words]:
    return [replace(look.words, text=text if look.verbatim else _SPACE.sub(" ", text))]


def _paragraph(loose: list[Words], look: _Look) -> Iterator[Paragraph]:
    words = _tidy(loose, verbatim=look.verbatim)
    if words:
        yield Paragraph(words, look.style)


def _tidy(loose: list[Words], *, verbatim: bool) -> Inlines:
    """Take off white space at both ends and where two runs meet; nothing of what is quoted."""
    found: list[Words] = []
    for each in loose:
        text = each.text
        meets_space = not found or found[-1].text.endswith((" ", "\n"))
        if not verbatim and text != "\n" and not each.quote and meets_space:
            text = text.lstrip(" ")
        if not text:
            continue
        if found and replace(found[-1], text="") == replace(each, text=""):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(replace(each, text=text, fixed=each.fixed and text != "\n"))
    while found and not verbatim and not found[-1].text.rstrip(" \n"):
        found.pop()
    if found and not verbatim and not found[-1].quote:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return tuple(found) if any(each.text.strip() for each in found) else ()


def _skipped(element: Element) -> bool:
    return element.tag in _SKIPPED or element.attributes.get("data-paper") == "skip"


def _holds_blocks(element: Element) -> bool:
    """Whether an element of a line holds blocks all the same, or is one that nobody knows."""
    return any(
        isinstance(each, Element) and (each.tag in _BLOCKS or _holds_blocks(each))
        for each in element.children
    )
