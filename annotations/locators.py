"""Where a passage stands in its source, in words: "[3.14], pp. 41–42", "at 00:12:31"."""

from collections.abc import Callable, Iterable, Sequence

from annotations.entries import Entry
from annotations.labels import locator_label
from annotations.model import Locator
from annotations.vocabulary import LocatorKind, ReadBy
from resources import Catalogue


def show_place(entry: Entry, words: Catalogue) -> str:
    """Say where an entry's passage stands in its source; "" where the source counts nothing."""
    places = locators_of(entry)
    return show_locators(places, words) if places else ""


def locators_of(entry: Entry) -> tuple[Locator, ...]:
    """List all that a passage is counted by, each once, the finest first."""
    if not entry.locators:
        return (entry.locator,) if entry.locator else ()
    return tuple(dict.fromkeys(entry.locators))


def show_locators(locators: Sequence[Locator], words: Catalogue) -> str:
    """Say places in a source, and who read the words off a page where the file has none.

    A page whose printed label is not its count in the file gets both, so that it can be found.
    """
    parts = []
    for kind in dict.fromkeys(each.kind for each in locators):
        some = [each for each in locators if each.kind is kind]
        parts.append(_SHOWN.get(kind, _others)(some, words))
    places = ", ".join(parts)
    readers = {each.read_by for each in locators}
    if ReadBy.OCR in readers:
        return words("read by OCR, {places}, not verbatim", places=places)
    if ReadBy.HAND in readers:
        return words("transcribed by hand, {places}", places=places)
    return places


def written_locators(locators: Iterable[Locator]) -> list[str]:
    """Write places for other programs: kind and label, and who read them where somebody did."""
    return [
        f"{each.kind.value} {each.label}{f' ({each.read_by.value})' if each.read_by else ''}"
        for each in locators
    ]


def _pages(pages: Sequence[Locator], words: Catalogue) -> str:
    labels = _range([each.label for each in pages])
    counts = _range([str(each.ordinal) for each in pages if each.ordinal])
    several = len({each.label for each in pages}) > 1
    shown = words("pp. {labels}", labels=labels) if several else words("p. {label}", label=labels)
    if not counts or counts == labels:
        return shown
    if "–" in counts:
        return words("{page} (pages {counts} of the file)", page=shown, counts=counts)
    return words("{page} (page {count} of the file)", page=shown, count=counts)


def _paragraphs(paragraphs: Sequence[Locator], words: Catalogue) -> str:
    if all(each.label[:1].isdigit() for each in paragraphs):
        return _range([f"[{each.label}]" for each in paragraphs])
    return _others(paragraphs, words)


def _others(some: Sequence[Locator], words: Catalogue) -> str:
    return locator_label(some[0].kind, _range([each.label for each in some]), words)


def _range(labels: Sequence[str]) -> str:
    """Give the first and the last of what follows one another."""
    each = list(dict.fromkeys(labels))
    return each[0] if len(each) == 1 else f"{each[0]}–{each[-1]}" if each else ""


_SHOWN: dict[LocatorKind, Callable[[Sequence[Locator], Catalogue], str]] = {
    LocatorKind.PAGE: _pages,
    LocatorKind.PARAGRAPH: _paragraphs,
}
