"""Fields of Word and RTF: an instruction that nobody sees, and the result that is shown."""

import re
from dataclasses import dataclass

from annotations.importing.word.links import address

HYPERLINK = re.compile(
    r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]\S*))', re.IGNORECASE
)
LONGEST_INSTRUCTION = 10_000


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False
    target: str = ""


class Fields:
    """The fields that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.instructing = False
        self.target = ""

    def begin(self) -> None:
        """Open a field; what follows is its instruction."""
        self._open.append(_Field())
        self._look()

    def instruct(self, words: str) -> None:
        """Add words of the instruction."""
        if self._open and not self._open[-1].shown:
            top = self._open[-1]
            top.instruction = (top.instruction + words)[:LONGEST_INSTRUCTION]

    def separate(self) -> None:
        """Go on to the result."""
        if self._open:
            top = self._open[-1]
            top.shown = True
            found = HYPERLINK.match(top.instruction)
            top.target = address(found["quoted"] or found["bare"] or "") if found else ""
            self._look()

    def end(self) -> None:
        """Close the field that was opened last."""
        if self._open:
            self._open.pop()
            self._look()

    def end_paragraph(self) -> None:
        """Drop fields that have only an instruction: left open they would hide all that follows."""
        if self.instructing:
            self._open = [each for each in self._open if each.shown]
            self._look()

    def _look(self) -> None:
        self.instructing = any(not each.shown for each in self._open)
        self.target = next((each.target for each in reversed(self._open) if each.target), "")
