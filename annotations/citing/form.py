"""What a person chose of how citations are written."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class CitationStyle(StrEnum):
    """In which manner a source is named."""

    PLAIN = "plain"
    APA = "apa"
    CHICAGO = "chicago"
    OWN = "own"


class Said(StrEnum):
    """Whose words are copied where a quote has a translation."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to write citations; `template` is for the style OWN."""

    style: CitationStyle = CitationStyle.PLAIN
    template: str = ""
    said: Said = Said.ORIGINAL

    @classmethod
    def of(cls, style: str, template: str, said: str) -> Self:
        """Read a form from settings; what makes no sense takes its default."""
        styles, ways = {str(each) for each in CitationStyle}, {str(each) for each in Said}
        return cls(
            style=CitationStyle(style) if style in styles else CitationStyle.PLAIN,
            template=template,
            said=Said(said) if said in ways else Said.ORIGINAL,
        )
