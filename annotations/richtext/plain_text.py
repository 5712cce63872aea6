"""Plain text: paragraphs at blank lines, lines as they are."""

from annotations.model import Block, RichText
from annotations.richtext.building import Passage, TextBuilder, refuse_above_limit
from annotations.richtext.normalising import normalise
from annotations.vocabulary import BlockKind

_PARAGRAPH = Block(kind=BlockKind.PARAGRAPH, start=0, end=0)


def parse_plain(source: str) -> RichText:
    """Split plain text into paragraphs at blank lines; a single line end stays a newline.

    A line of nothing but white space is blank. Raises ImportFailed (TOO_MANY_CHARACTERS), with
    an empty `name`.
    """
    refuse_above_limit(len(source))
    builder = TextBuilder()
    paragraph: list[str] = []
    for line in [*normalise(source).split("\n"), ""]:
        if line and not line.isspace():
            paragraph.append(line)
        elif paragraph:
            builder.add(_PARAGRAPH, Passage("\n".join(paragraph)))
            paragraph = []
    return builder.finish()
