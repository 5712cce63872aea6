"""Keep the words of HTML within Markdown, and nothing else of it.

Tags go, and so do comments, declarations, and what stands in script, style and template: a browser
shows none of them. One that is never closed hides nothing here, though a browser would hide all
that follows: words too many can be seen and ignored, words too few cannot. Formatting by
HTML is not kept, except headings, preformatted text, line breaks and alternative texts of images.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from annotations.richtext.normalising import normalise
from annotations.vocabulary import BlockKind

# Quoted values are bounded and tags end before the next "<", so that no input takes quadratic time.
_ATTRIBUTES = r"""(?P<attributes>(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}')*+)"""
_MARKUP = re.compile(
    r"<(?:(?P<opener>!--|\?|!\[CDATA\[|![A-Za-z])"
    rf"|(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*){_ATTRIBUTES}>)"
)
_CLOSERS = {"!--": "-->", "?": "?>", "![CDATA[": "]]>"}
_ALT = re.compile(r"""(?i)(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SPACES = re.compile(r"[ \t\n\f]+")
_HIDDEN = {"script", "style", "template"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = set(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main
    menu nav ol optgroup option p pre section summary table tbody td textarea tfoot th thead
    title tr ul
    """.split()  # noqa: SIM905 - thirty lines as a list
)


@dataclass(frozen=True, slots=True)
class HtmlPiece:
    """One block of HTML: PARAGRAPH, CODE (preformatted) or HEADING of `level`."""

    kind: BlockKind
    text: str
    level: int = 0


def words_of_tag(tag: str) -> str:
    """Say what one inline tag shows: a line break, an image's alternative text, or nothing."""
    found = _MARKUP.match(tag)
    return _shown(found) if found else ""


def pieces_of_html(source: str) -> Iterator[HtmlPiece]:
    """Yield the visible words of a block of HTML, cut where its block tags stand."""
    kind, level = BlockKind.PARAGRAPH, 0
    words: list[str] = []
    for text, name, opens in _events(source):
        words.append(normalise(text) if kind is BlockKind.CODE else _SPACES.sub(" ", text))
        if name == "br":
            words.append("\n")
        if name not in _BLOCKS:
            continue
        yield HtmlPiece(kind, _joined(words, kind), level)
        words = []
        kind, level = BlockKind.PARAGRAPH, 0
        if opens and name == "pre":
            kind = BlockKind.CODE
        elif opens and name in _HEADINGS:
            kind, level = BlockKind.HEADING, _HEADINGS[name]
    yield HtmlPiece(kind, _joined(words, kind), level)


def _joined(words: list[str], kind: BlockKind) -> str:
    text = "".join(words)
    if kind is BlockKind.CODE:
        return text.removeprefix("\n")
    return normalise(re.sub(" ?\n ?", "\n", re.sub("  +", " ", text)))


def _events(source: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (words, the tag after them, whether it opens); "" for markup that is not a tag."""
    position = 0
    unclosed: set[str] = set()
    while found := _MARKUP.search(source, position):
        name = (found["name"] or "").lower()
        text = unescape(source[position : found.start()])
        yield text + (_shown(found) if name == "img" else ""), name, not found["slash"]
        position = found.end()
        closer = _closer(found, name)
        if closer and closer not in unclosed:
            end = re.compile(closer, re.IGNORECASE).search(source, position)
            if end is None:
                unclosed.add(closer)
            else:
                position = end.end()
    yield unescape(source[position:]), "", False


def _closer(found: re.Match[str], name: str) -> str:
    """Name the pattern that ends what is hidden after this markup; "" if nothing is."""
    if found["opener"]:
        return re.escape(_CLOSERS.get(found["opener"], ">"))
    return rf"</{name}\s*>" if name in _HIDDEN and not found["slash"] else ""


def _shown(found: re.Match[str]) -> str:
    name = (found["name"] or "").lower()
    if name == "br":
        return "\n"
    if name != "img":
        return ""
    alt = _ALT.search(found["attributes"])
    return normalise(unescape(alt[1] or alt[2] or alt[3] or "")) if alt else ""
