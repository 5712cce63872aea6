"""Plain text: paragraphs at blank lines, lines as they are."""

from annotations.model import Block, RichText
from annotations.richtext.building import refuse_above_limit
from annotations.richtext.normalising import normalise
from annotations.vocabulary import BlockKind

APART = "\n\n"


def parse_plain(source: str) -> RichText:
    """Split plain text into paragraphs at blank lines; a single line end stays a newline.

    A line of nothing but white space is blank. Raises ImportFailed (TOO_MANY_CHARACTERS), with
    an empty `name`.
    """
    refuse_above_limit(len(source))
    paragraphs: list[str] = []
    lines: list[str] = []
    for line in [*normalise(source).split("\n"), ""]:
        if line and not line.isspace():
            lines.append(line)
        elif lines:
            paragraphs.append("\n".join(lines).strip())
            lines = []
    blocks: list[Block] = []
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=end))
        start = end + len(APART)
    return RichText(APART.join(paragraphs), tuple(blocks))
