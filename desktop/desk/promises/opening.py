"""What the page of a promise needs of a library, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from annotations.ledger import Opened
from annotations.model import Evidence
from desktop.evidence.worded import worded
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.evidence import Other
    from annotations.storage.store import Library


@dataclass(frozen=True, slots=True)
class Looked:
    """A pledge; the evidence of its mentions and of its steps, and what that names, by uid."""

    opened: Opened
    pieces: Mapping[str, Evidence]
    others: "Mapping[str, Other]"

    def named(self, words: Catalogue) -> dict[str, str]:
        """Say what each piece of evidence is, and each highlight that a step names."""
        steps = {each.evidence for each in self.opened.pledge.steps}
        found = {
            uid: _short(worded(each, words, self.others).name) for uid, each in self.pieces.items()
        }
        for uid in steps - {""}:
            other = self.others.get(uid)
            if other is not None and uid not in found:
                quote = " ".join(other.words.split())
                found[uid] = _short(f"K-{other.highlight:03d} {quote}")
            found.setdefault(uid, words("It is not in the library any more."))
        return found


_LONGEST = 70


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def look(library: "Library", key: str, today: date) -> Looked | None:
    """Read a pledge by its key with all that its page shows; None where it is gone."""
    from annotations.storage import evidence, ledger

    opened = ledger.pledge(library, key, today)
    if opened is None:
        return None
    steps = [each.evidence for each in opened.pledge.steps if each.evidence]
    pieces = {each.uid: each for each in evidence.of_highlights(library, [*opened.highlights])}
    pieces |= {each.uid: each for each in evidence.named(library, steps)}
    wanted = [each.target for each in pieces.values() if each.target] + steps
    return Looked(opened, pieces, evidence.others(library, wanted))
