"""What verifying a proof pack found, as data and in words."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from resources import Catalogue, marked


class Proof(StrEnum):
    """How far a quote is proved by its pack."""

    ORIGINAL = "original"
    FOUND = "found"
    TEXT = "text"
    NOT_COMPARED = "not_compared"
    WRONG = "wrong"


class Wrong(StrEnum):
    """What is wrong with a file of a pack."""

    SUM = "sum"
    MISSING = "missing"
    UNLISTED = "unlisted"
    DAMAGED = "damaged"
    NOT_THE_ORIGINAL = "not_the_original"
    NOT_THE_TEXT = "not_the_text"
    READ_OTHERWISE = "read_otherwise"
    REPORT = "report"


WRONG = {
    Wrong.SUM: marked("{name}: its checksum is not the one in SHA256SUMS."),
    Wrong.MISSING: marked("{name}: the pack speaks of it and does not hold it."),
    Wrong.UNLISTED: marked("{name}: the pack holds it and SHA256SUMS does not name it."),
    Wrong.DAMAGED: marked("{name}: it is damaged and cannot be unpacked."),
    Wrong.NOT_THE_ORIGINAL: marked("{name}: it is not the original that the manifest names."),
    Wrong.NOT_THE_TEXT: marked("{name}: it is not the text that the manifest names."),
    Wrong.READ_OTHERWISE: marked("{name}: it does not hold the text that the manifest names."),
    Wrong.REPORT: marked("{name}: the words of {quote} are not those of the manifest."),
}
WHY = {
    "left_out": marked("its original is left out"),
    "shortened": marked("telephone numbers were taken out of it"),
    "version": marked(
        "another version of Kutip read the original, and this one reads it otherwise"
    ),
    "by_hand": marked("its words were typed or read by a machine from a picture of the page"),
    "failed": marked("the original cannot be read here"),
    "words": marked("other words stand there"),
    "offsets": marked("there is no such place in the text"),
    "exhibit": marked("the manifest names no such exhibit"),
    "no_text": marked("neither its original nor its text is in the pack"),
    "broken": marked("its original or its text is not what the manifest names"),
}
"""Why a quote is wrong, or proved by less than its original; "" is the other case."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file; `quote` is the number of a highlight it is about."""

    name: str
    wrong: Wrong
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is proved of one quote; `why` is a key of WHY, "" where its original proves it."""

    label: str
    exhibit: int
    proof: Proof
    why: str = ""


@dataclass(slots=True)
class Verified:
    """All that was found, once `verify` has run to its end."""

    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing contradicts the pack."""
        return not self.problems and all(each.proof is not Proof.WRONG for each in self.verdicts)

    @property
    def counts(self) -> Counter[Proof]:
        """Count the quotes by how far they are proved."""
        return Counter(each.proof for each in self.verdicts)


def say_problem(problem: Problem, words: Catalogue) -> str:
    """Say in one sentence what is wrong with a file."""
    return words(WRONG[problem.wrong], name=problem.name, quote=problem.quote)


def say_verdict(verdict: Verdict, words: Catalogue) -> str:
    """Say of one quote what is not proved of it; "" where all is."""
    because = words(WHY[verdict.why]) if verdict.why else ""
    if verdict.proof is Proof.WRONG:
        return words("{label}: not as quoted: {why}.", label=verdict.label, why=because)
    if verdict.proof is Proof.FOUND:
        return words(
            "{label}: its words stand in the original; their place was not compared: {why}.",
            label=verdict.label,
            why=because,
        )
    if verdict.proof is Proof.TEXT:
        return words(
            "{label}: compared only with the text that the pack itself holds: {why}.",
            label=verdict.label,
            why=because,
        )
    if verdict.proof is Proof.NOT_COMPARED:
        return words("{label}: not compared: {why}.", label=verdict.label, why=because)
    return ""


def say_all(verified: Verified, words: Catalogue) -> list[str]:
    """Sum up what was found."""
    counts, total = verified.counts, len(verified.verdicts)
    wrong = len({problem.name for problem in verified.problems})
    lines = [
        words.plural("{n} file", "{n} files", verified.files)
        + ": "
        + (
            words("all as SHA256SUMS says.")
            if not verified.problems
            else words.plural("{n} is wrong.", "{n} are wrong.", wrong)
        ),
        words.plural("{n} quote", "{n} quotes", total)
        + ": "
        + words.plural(
            "{n} stands in its original, character for character.",
            "{n} stand in their originals, character for character.",
            counts[Proof.ORIGINAL],
        ),
    ]
    less = total - counts[Proof.ORIGINAL] - counts[Proof.WRONG]
    if less:
        lines.append(
            words.plural(
                "{n} quote could not be proved by an original.",
                "{n} quotes could not be proved by an original.",
                less,
            )
        )
    if counts[Proof.WRONG]:
        lines.append(
            words.plural(
                "{n} quote is not as quoted.", "{n} quotes are not as quoted.", counts[Proof.WRONG]
            )
        )
    return lines
