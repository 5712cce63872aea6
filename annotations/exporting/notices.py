"""What an editor must know before a quote is printed."""

from collections.abc import Iterator, Mapping, Sequence

from annotations import invisible
from annotations.entries import Entry
from annotations.exporting.report import Stated
from annotations.labels import label
from annotations.vocabulary import PlacementState
from resources import Catalogue

_UNSURE = (PlacementState.REVIEW, PlacementState.LOST)


def notices(
    entry: Entry, stated: Mapping[str, Sequence[Stated]] | None, words: Catalogue
) -> Iterator[str]:
    """Say what an editor must know, and what does not agree, where somebody asked for that.

    `stated` are the findings of a report, by the uid of a highlight.
    """
    hidden = invisible.find(entry.highlight.quote.exact)
    if hidden:
        yield words(
            "The quote holds characters that cannot be seen or that turn its direction:"
            " {characters}.",
            characters=", ".join(_places(hidden)),
        )
    if entry.shortened:
        yield words("Phone numbers were left out of the quote; the library holds it whole.")
    if entry.placement.state in _UNSURE:
        yield words(
            "In the newest version of the article: {state}.",
            state=label(entry.placement.state, words),
        )
    if entry.article.correction:
        yield words("The article was corrected: {text}", text=entry.article.correction)
    if not entry.sentence:
        yield words("The sentence around it is left out to protect a source.")
    if not stated:
        return
    from annotations.exporting.checked import line

    for each in stated.get(entry.highlight.uid, ()):
        yield words("Does not agree: {what}", what=line(each, words))


def _places(hidden: Sequence[invisible.Invisible]) -> Iterator[str]:
    most = 8
    for each in hidden[:most]:
        yield f"{each.code} {each.name} ({each.offset})"
    if len(hidden) > most:
        yield f"… (+{len(hidden) - most})"
