"""A highlight with all that stands beside it in a list, on a card or in a report."""

from dataclasses import dataclass

from annotations.model import Article, Evidence, Highlight, Locator, Placement, Promise, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A highlight with all that a list, a card or a report shows beside it.

    `placement` is its place on the article's newest revision; `sentence` the sentence around
    it, `sentence_start` its offset in the highlight's own revision. `locators` are all that the
    source counts the passage by, the finest first; `locator` is the first of them. `shortened`
    says that the quote is not whole here: telephone numbers were taken out for leaving.
    `promises` are those that are mentioned, each as it stands (`storage.merged.standing`).
    """

    highlight: Highlight
    article: Article
    revision_number: int
    speaker: Speaker | None
    placement: Placement
    locator: Locator | None
    sentence: str
    sentence_start: int
    original_sha256: str
    locators: tuple[Locator, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    promises: tuple[Promise, ...] = ()
    shortened: bool = False
