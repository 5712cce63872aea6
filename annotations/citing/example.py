"""A made-up quote, to show a style by."""

from annotations.entries import Entry
from annotations.facts import Attribution, Translation, WrittenDate
from annotations.model import (
    Article,
    Highlight,
    Locator,
    Metadata,
    Placement,
    Quote,
    Speaker,
)
from annotations.vocabulary import DatePrecision, LocatorKind, PlacementState

_WORDS = "Kami pastikan 120 pompa selesai"
_DAY = "2026-10-14"


def example() -> Entry:
    """Make an entry with all that a citation can name. Everybody in it is invented."""
    place = Locator(LocatorKind.PAGE, "4", 4)
    about = Metadata(
        title="Wali Kota Janjikan 120 Pompa",
        byline="Sekar Lestari",
        outlet="Harian Arunika",
        published=WrittenDate("14/10/2026", _DAY, _DAY, DatePrecision.DAY),
        language="id",
        url="https://arunika.example/pompa",
    )
    quote = Quote(exact=_WORDS, prefix="", suffix="", start=0, end=len(_WORDS), text_sha256="")
    return Entry(
        highlight=Highlight(
            id=14,
            article_id=1,
            revision_id=1,
            quote=quote,
            attribution=Attribution(),
            translations=(
                Translation(language="en", text="We guarantee that 120 pumps will be finished"),
            ),
        ),
        article=Article(id=1, metadata=about, archived_url="https://archive.example/pompa"),
        revision_number=1,
        speaker=Speaker(name="Ratna Wibisono", role="Wali Kota"),
        placement=Placement(0, len(_WORDS), PlacementState.EXACT),
        locator=place,
        sentence="",
        sentence_start=0,
        original_sha256="",
        locators=(place,),
    )
