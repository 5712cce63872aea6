"""The top of an article: what stands there in the text itself, and what must be drawn above it.

Lines that an import lifts into the metadata stay in the text. They are set there as a newspaper
sets them; only what the text does not show is drawn above it, so that nothing stands twice.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from annotations.model import Metadata, RichText
from annotations.vocabulary import BlockKind, LocatorKind

TOP_BLOCKS = 10
"""A masthead is looked for in so many blocks: past them a line is the story's own."""
LOOSE = 40
"""A byline may have so many characters besides the known words ("By", a town, a separator)."""
LABEL = 16
"""A caption may be labelled ("Foto: ") in so many characters."""


class Role(Enum):
    """What a line at the top of an article is; SENDER stands above each run of messages."""

    OUTLET = auto()
    TITLE = auto()
    BYLINE = auto()
    LAST_BYLINE = auto()
    CAPTION = auto()
    SENDER = auto()


MANY = {Role.BYLINE, Role.CAPTION}


@dataclass(frozen=True, slots=True)
class Masthead:
    """The roles of the article's blocks, by number, and the lines to draw above the text."""

    roles: dict[int, Role] = field(default_factory=dict)
    outlet: str = ""
    title: str = ""
    byline: str = ""


def masthead(rich: RichText, metadata: Metadata) -> Masthead:
    """Find what the top of the text shows, and what is left to draw."""
    roles: dict[int, Role] = {}
    for number, block in enumerate(rich.blocks[:TOP_BLOCKS]):
        if block.locator and block.locator.kind is LocatorKind.MESSAGE:
            continue
        if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.IMAGE}:
            continue
        role = _role(rich.text[block.start : block.end], metadata)
        # Name, date and place may stand on lines of their own; there is one outlet and headline.
        if role is not None and (role in MANY or role not in roles.values()):
            roles[number] = role
    shown = set(roles.values())
    outlet = _fold(metadata.outlet)
    top = [rich.text[rich.blocks[n].start : rich.blocks[n].end] for n in roles]
    named = any(outlet in _fold(line) for line in top)
    if Role.BYLINE in shown:  # space below the last of them parts them from the story
        roles[max(n for n, role in roles.items() if role is Role.BYLINE)] = Role.LAST_BYLINE
    line = (metadata.byline, metadata.published.words, metadata.place)
    titled = Role.TITLE in shown or not metadata.title
    return Masthead(
        roles | _senders(rich),
        "" if named else metadata.outlet,
        "" if titled else metadata.title,
        "" if titled or Role.BYLINE in shown else " · ".join(part for part in line if part),
    )


def _senders(rich: RichText) -> dict[int, Role]:
    """Find the lines of a chat that say who wrote what follows, and when."""
    return {
        number: Role.SENDER
        for number, block in enumerate(rich.blocks)
        if block.locator
        and block.locator.kind is LocatorKind.MESSAGE
        and rich.text[block.start : block.end] == block.locator.label
    }


def _role(line: str, metadata: Metadata) -> Role | None:
    words = _fold(line)
    if not words:
        return None
    if words == _fold(metadata.title):
        return Role.TITLE
    if words == _fold(metadata.outlet):
        return Role.OUTLET
    caption = _fold(metadata.caption)
    if caption and words.endswith(caption) and len(words) - len(caption) <= LABEL:
        return Role.CAPTION
    known = [_fold(metadata.byline), _fold(metadata.published.words)]
    rest = words
    for part in known:
        rest = rest.replace(part, "", 1) if part else rest
    if rest != words and len(rest) <= LOOSE and not rest.endswith((".", "”", '"')):
        return Role.BYLINE
    return None


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()
