"""What the rules propose for the open article, each under a name that the page can hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.detection.found import Kind, Suggestion
from annotations.labels import tag_letter
from desktop.reader.marks import Mark
from resources import Catalogue

_PREFIX = "suggestion:"


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion with the name that its mark and its card go by.

    The name says what it is and where: the same rule over the same words gives the same again, so
    that the focus stays where it was when the rules were run anew.
    """

    uid: str
    of: Suggestion

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in reading order, the longer first, as marks stand."""
        return self.of.start, -self.of.end, self.uid

    @property
    def tags(self) -> tuple[str, ...]:
        """The tag it would get: that of its kind, none for a quotation."""
        return () if self.of.kind is Kind.QUOTE else (self.of.kind.value,)


def is_offer(uid: str) -> bool:
    """Say whether a mark's name is that of a suggestion."""
    return uid.startswith(_PREFIX)


def offers(found: Iterable[Suggestion]) -> Iterator[Offer]:
    """Name suggestions, in their order."""
    seen: dict[str, int] = {}
    for each in found:
        name = f"{_PREFIX}{each.kind.value}:{each.start}-{each.end}:{each.rule}"
        again = seen[name] = seen.get(name, 0) + 1
        yield Offer(name if again == 1 else f"{name}:{again}", each)


def mark_of(offer: Offer, words: Catalogue) -> Mark:
    """Make the mark of a suggestion."""
    return Mark(
        uid=offer.uid,
        start=offer.of.start,
        end=offer.of.end,
        tags=offer.tags,
        letters=tuple(tag_letter(tag, words) for tag in offer.tags),
        suggestion=True,
    )
