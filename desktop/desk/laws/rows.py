"""What the lists of the law shelf show: laws, provisions, and who cites them in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.dates import show_date
from annotations.provisions import ProvisionText
from annotations.shelf import Cited, Instrument, Provision, in_force, show_place, texts_for
from annotations.wording import Compared, compare, quoted
from resources import Catalogue

_MOST = 200
"""Quotations of one law that are compared when it is listed; of more, the one that is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: a provision as a heading, or a reference under it. `urgent` is to be looked at."""

    key: str
    provision: Provision
    cited: Cited | None = None
    title: str = ""
    words: str = ""
    aside: str = ""
    urgent: str = ""
    foot: str = ""

    @property
    def spoken(self) -> str:
        """The row in one line, for a screen reader."""
        parts = (self.title, self.words, self.urgent, self.foot, self.aside)
        return ". ".join(part for part in parts if part)


Results = Mapping[str, Compared]
"""Comparisons by the key of a row."""


def key_of(provision: Provision, cited: Cited | None = None) -> str:
    """Name a row."""
    return f"{cited.uid} {cited.reference.uid}" if cited else provision.key


def text_of(
    provision: Provision, texts: Sequence[ProvisionText], day: str = ""
) -> ProvisionText | None:
    """Find the words of a provision as they stood on a day, or of what it stands in."""
    return in_force(texts_for(provision.key, texts), day[:10])


def against(
    provision: Provision, cited: Cited, texts: Sequence[ProvisionText]
) -> tuple[ProvisionText | None, Compared | None]:
    """Hold a reference's quoted words against the law of its day; None where either is missing."""
    text = text_of(provision, texts, cited.date)
    if text is None or not text.text.strip():
        return None, None
    said = quoted(cited, text.text)
    return text, compare(said, text.text) if said else None


def results(
    instrument: Instrument, texts: Sequence[ProvisionText]
) -> Iterator[tuple[str, Compared]]:
    """Compare what is quoted of a law, one by one; of very many quotations none, until chosen."""
    if instrument.count > _MOST:
        return
    for provision in instrument.provisions:
        for cited in provision.references:
            compared = against(provision, cited, texts)[1]
            if compared is not None:
                yield key_of(provision, cited), compared


def rows_of(
    instrument: Instrument, texts: Sequence[ProvisionText], compared: Results, words: Catalogue
) -> list[Row]:
    """List the provisions of a law, each with its references under it."""
    found: list[Row] = []
    for provision in instrument.provisions:
        found.append(_heading(provision, texts, words))
        for cited in provision.references:
            key = key_of(provision, cited)
            found.append(_reference(provision, cited, compared.get(key), words))
    return found


def _heading(provision: Provision, texts: Sequence[ProvisionText], words: Catalogue) -> Row:
    own = any(text.text.strip() for text in texts_for(provision.key, texts))
    return Row(
        key=key_of(provision),
        provision=provision,
        title=show_place(provision, words),
        aside="" if own else words("not pasted yet"),
    )


def _reference(
    provision: Provision, cited: Cited, compared: Compared | None, words: Catalogue
) -> Row:
    said = "" if compared is None else told(compared, words)
    fine = compared is not None and compared.faithful
    return Row(
        key=key_of(provision, cited),
        provision=provision,
        cited=cited,
        title=" · ".join(filter(None, (cited.label, cited.speaker))),
        words=cited.reference.wording or cited.quote,
        aside=" · ".join(
            filter(None, (cited.outlet, show_date(cited.date, words) if cited.date else ""))
        ),
        urgent="" if fine else said,
        foot=said if fine else "",
    )


def told(compared: Compared, words: Catalogue) -> str:
    """Say in a few words how a quotation compares with the law."""
    if not compared.same and not compared.case:
        return words("Not the words of the law")
    if compared.faithful:
        left = words.plural("{n} word left out", "{n} words left out", compared.left_out)
        said = (
            words("Word for word"),
            words("but for the first capital") if compared.case else "",
            left if compared.left_out else "",
        )
        return " · ".join(filter(None, said))
    counts = (
        (compared.missing, words.plural("{n} word missing", "{n} words missing", compared.missing)),
        (compared.added, words.plural("{n} word added", "{n} words added", compared.added)),
        (
            compared.case,
            words.plural(
                "{n} word in other capitals", "{n} words in other capitals", compared.case
            ),
        ),
        (
            compared.marks,
            words.plural("{n} mark differs", "{n} marks differ", compared.marks),
        ),
        (
            compared.left_out,
            words.plural("{n} word left out", "{n} words left out", compared.left_out),
        ),
    )
    return " · ".join(said for count, said in counts if count)
