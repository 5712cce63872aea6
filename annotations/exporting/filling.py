"""What templates can use: the same values for the built-in ones and the user's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.dates import show_date
from annotations.exporting.clearing import (
    STANDINGS,
    Failed,
    Standing,
    failed,
    not_cleared,
    runs,
    standing,
)
from annotations.exporting.columns import shown
from annotations.exporting.pledges import Promisor, promisors, unpromised
from annotations.exporting.report import Count, Group, Grouping, Report
from annotations.exporting.shown import (
    Badge,
    ProvenText,
    Showing,
    Shown,
    badge,
    proven_texts,
    show_origin,
    summary,
    withheld_lines,
)
from annotations.exporting.timeline_picture import svg
from annotations.timeline import TimelineBy
from resources import Catalogue, marked

if TYPE_CHECKING:
    from markupsafe import Markup


_OVER_TIME = {
    TimelineBy.TAG: marked("Highlights over time, by tag"),
    TimelineBy.SPEAKER: marked("Highlights over time, by speaker"),
    TimelineBy.OUTLET: marked("Highlights over time, by outlet"),
}


class ShownGroup:
    """Highlights under one heading; `highlights` makes them one by one, each time anew."""

    __slots__ = ("_group", "_showing", "also", "heading", "key", "source", "total", "url")

    def __init__(self, group: Group, showing: Showing, *, source: str = "", url: str = "") -> None:
        self._group = group
        self._showing = showing
        self.key = group.key
        self.heading = group.heading
        self.also = group.also
        self.total = len(group.entries)
        self.source = source
        self.url = url

    @property
    def highlights(self) -> Iterator[Shown]:
        """The highlights as they are shown."""
        return self._showing.group(self._group)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """What stands before the highlights. `tables` are headings with counts."""

    title: str
    made: str
    summary: str
    filters: tuple[str, ...]
    total: int
    tags: tuple[tuple[Count, Badge | None], ...]
    speakers: tuple[Count, ...]
    tables: tuple[tuple[str, tuple[Count, ...]], ...]
    failed: tuple[Failed, ...]
    not_cleared: tuple[tuple[str, str], ...]
    not_cleared_total: int
    withheld: tuple[str, ...]
    over_time: "tuple[tuple[str, Markup], ...]"


class Values:
    """The values of one report, each made when a template first asks for it."""

    def __init__(self, report: Report, words: Catalogue) -> None:
        self._report = report
        self._words = words
        self._showing = Showing(report, words)

    def all(self) -> Mapping[str, Any]:
        """Give every value under its name; those that cost something are functions."""
        report, words = self._report, self._words
        return {
            "language": words.language,
            "direction": "ltr",
            "report": self._first_page(),
            "columns": shown(report.layout, words),
            "by_article": report.grouping == Grouping.ARTICLE,
            "groups": self._groups,
            "highlights": lambda: self._showing.group(Group("", "", report.entries)),
            "standings": self._standings,
            "promisors": self._promisors,
            "unpromised": lambda: unpromised(report),
            "texts": self._texts,
        }

    def _groups(self) -> list[ShownGroup]:
        by_article = self._report.grouping == Grouping.ARTICLE
        return [self._group(group, of_article=by_article) for group in self._report.groups]

    def _group(self, group: Group, *, of_article: bool) -> ShownGroup:
        if not of_article or not group.entries:
            return ShownGroup(group, self._showing)
        first = group.entries[0]
        source, url = show_origin(first, self._words), first.article.metadata.url
        return ShownGroup(group, self._showing, source=source, url=url)

    def _standings(self) -> list[ShownGroup]:
        """Sort the highlights by how they stand: what is open first, what is cleared last."""
        sorted_in: dict[Standing, list[Any]] = {each: [] for each in Standing}
        for entry in self._report.entries:
            sorted_in[standing(entry, self._report)].append(entry)
        return [
            ShownGroup(Group(key, self._words(STANDINGS[key]), tuple(some)), self._showing)
            for key, some in sorted_in.items()
            if some
        ]

    def _promisors(self) -> tuple[Promisor, ...]:
        return promisors(self._report, self._words)

    def _texts(self) -> tuple[ProvenText, ...]:
        return proven_texts(self._report.entries, self._words)

    def _first_page(self) -> FirstPage:
        from markupsafe import Markup

        report, words = self._report, self._words
        open_ones = not_cleared(report)
        return FirstPage(
            title=report.title,
            made=show_date(report.made, words),
            summary=summary(report, words),
            filters=report.filters,
            total=report.total,
            tags=tuple((c, badge(c.key, words) if c.key else None) for c in report.tags),
            speakers=report.speakers,
            tables=(
                (words("Speakers"), report.speakers),
                (words("Wording checked"), report.wording),
                (words("Claim checked"), report.claims),
            ),
            failed=failed(report, words),
            not_cleared=tuple(runs(open_ones)),
            not_cleared_total=len(open_ones),
            withheld=tuple(withheld_lines(report, words)),
            over_time=tuple(
                (words(_OVER_TIME[each.by]), Markup(drawn))  # noqa: S704 - our own, words escaped
                for each in report.over_time
                if (drawn := svg(each, words))
            ),
        )
