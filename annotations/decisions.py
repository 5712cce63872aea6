"""What a person decided on suggestions, known by the words decided on and not by a place."""

from dataclasses import dataclass
from hashlib import sha256

from annotations.anchoring.describing import prefix_at, suffix_at
from annotations.anchoring.folding import fold
from annotations.model import Record, Span
from annotations.vocabulary import Verdict

_HALF = 32
"""Hexadecimal digits of each side's hash: 128 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A suggestion that a person accepted or rejected; taken back, the record goes.

    `kind` is a value of `detection.found.Kind`, `rule` the name of the rule that proposed it.
    Code points [`start`, `end`) of the revision are where it stood; the hashes (`words_hash`,
    `context_hash`) know it again on other revisions. `highlight` is the uid of what an accepted
    one became, "" for a rejected one and when that is gone.
    """

    article_id: int
    revision_id: int
    start: int
    end: int
    kind: str
    rule: str
    quote_sha256: str
    context_sha256: str
    verdict: Verdict
    highlight: str = ""

    @property
    def span(self) -> Span:
        """Where it stood on its revision."""
        return Span(self.start, self.end)


def words_hash(text: str, span: Span) -> str:
    """Hash the words of a span, their typography and white space left aside; hexadecimal."""
    return sha256(_folded(text[span.start : span.end])).hexdigest()


def context_hash(text: str, span: Span) -> str:
    """Hash the 64 characters before a span and those after it, 32 hexadecimal digits each."""
    sides = prefix_at(text, span.start), suffix_at(text, span.end)
    return "".join(sha256(_folded(side)).hexdigest()[:_HALF] for side in sides)


def sides(context: str) -> tuple[str, str]:
    """Part what `context_hash` made: the words before, the words after."""
    return context[:_HALF], context[_HALF:]


def _folded(words: str) -> bytes:
    return " ".join(fold(words).split()).encode("utf-8", "surrogatepass")
