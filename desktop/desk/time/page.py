"""The tab of the desk called Over time: what the table shows, by when it was said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.labels import tag_letter, tag_name
from annotations.queries import Filter
from annotations.timeline import Bin, Series, Timeline, TimelineBy
from desktop.desk.table.source import Latest
from desktop.desk.time.chart import Band, Bars, Chart, Legend
from desktop.dialogs.asking import scrolling
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

_BY = {
    TimelineBy.TAG: marked("By tag"),
    TimelineBy.SPEAKER: marked("By speaker"),
    TimelineBy.OUTLET: marked("By outlet"),
}
_NONE = {
    TimelineBy.TAG: marked("without a tag"),
    TimelineBy.SPEAKER: marked("speaker not known"),
    TimelineBy.OUTLET: marked("outlet not known"),
}
_FIELDS = {
    TimelineBy.TAG: "tags",
    TimelineBy.SPEAKER: "speakers",
    TimelineBy.OUTLET: "outlets",
}
_ROLES = (
    "statistic_ink", "legal_ink", "commitment_ink", "own_5_ink", "own_4_ink", "own_6_ink",
    "own_7_ink", "own_8_ink", "own_9_ink",
)  # fmt: skip
_LEGEND = 236
_LETTERS = "ABCDEFGHIJ"


class TimePage(QWidget):
    """The bars, the legend beside them, and a sentence on what is in focus below."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._words = words = workspace.words
        self._timeline = Timeline(by=TimelineBy.TAG)
        self._asked: Filter | None = None
        self._source: Latest[Timeline] = Latest(workspace.session)
        theme = workspace.theme
        self.by = QComboBox()
        self.by.setAccessibleName(words("What the bars are made of"))
        for each, name in _BY.items():
            self.by.addItem(words(name), each.value)
        self.heading = QLabel()
        self.heading.setProperty("role", "muted")
        self.all = QPushButton(words("Show all highlights"))
        self.all.setProperty("role", "link")
        self.all.hide()
        self.chart = Chart(theme, words("Highlights over time"))
        self.legend = Legend(theme)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setProperty("role", "small")
        self.missing.setWordWrap(True)
        self.nothing = EmptyState(theme)
        self._lay_out()
        self.by.currentIndexChanged.connect(lambda _: self.refresh())
        self.all.clicked.connect(self._show_all)
        self.chart.walked.connect(self._walked)
        self.chart.chosen.connect(self._narrow)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self.by, self.heading, self.all):
            head.addWidget(part)
        head.addStretch()
        beside = QHBoxLayout()
        beside.setSpacing(20)
        beside.addWidget(self.chart, 1)
        side = scrolling(self.legend)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setFixedWidth(_LEGEND)
        beside.addWidget(side)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(beside, 1)
        column.addWidget(self.said)
        column.addWidget(self.missing)
        self.stack = QStackedWidget()
        self.stack.addWidget(drawn)
        self.stack.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 16)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    # ------------------------------------------------------------------ what the desk asks

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.chart, self.legend, self.nothing):
            part.set_theme(theme)

    def focus_first(self) -> None:
        """Take the keyboard; the table may be narrowed to something else by now."""
        if self._asked != self._wanted():
            self.refresh()
        self.chart.setFocus()

    def refresh(self) -> None:
        """Count anew."""
        wanted, by = self._wanted(), TimelineBy(self.by.currentData())
        self._asked = wanted

        def job(library: "Library") -> Timeline:
            from annotations.storage import desk_timeline

            return desk_timeline.over_time(library, wanted, by)

        self._source.ask(job, self.show_timeline)

    def _wanted(self) -> Filter:
        """Say what is drawn: what the table of highlights is narrowed to."""
        table = self._at.desk.desk.made("highlights")
        found = table.filter() if table is not None else Filter()
        return found if isinstance(found, Filter) else Filter()

    # ------------------------------------------------------------------ what is shown

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw counts of highlights."""
        words = self._words
        self._timeline = timeline
        narrowed = self._asked not in (None, Filter())
        self.all.setVisible(narrowed)
        count = words.plural("{n} highlight", "{n} highlights", timeline.dated)
        told = words("{highlights}, as the table is narrowed", highlights=count)
        self.heading.setText(told if narrowed else count)
        bands = tuple(_bands(timeline, words))
        bins = tuple(show_date(_cut(each, timeline.unit), words) for each in timeline.bins)
        said = tuple(_say_bin(each, timeline.unit, words) for each in timeline.bins)
        self.chart.show_bars(Bars(bins, said, bands))
        self.legend.show_bands(bands)
        self._say_missing()
        self.stack.setCurrentIndex(0 if timeline.bins else 1)
        if not timeline.bins:
            self._say_why_empty(narrowed=narrowed)
        self._walked(*self.chart.place)

    def _say_missing(self) -> None:
        words, timeline = self._words, self._timeline
        parts = []
        if timeline.undated:
            parts.append(words.plural("{n} has no date.", "{n} have no date.", timeline.undated))
        if timeline.vague:
            parts.append(
                words.plural(
                    "{n} has a date that does not say in which of these bars it belongs.",
                    "{n} have dates that do not say in which of these bars they belong.",
                    timeline.vague,
                )
            )
        self.missing.setText(" ".join(parts))
        self.missing.setVisible(bool(parts))

    def _say_why_empty(self, *, narrowed: bool) -> None:
        words = self._words
        if narrowed:
            offers = [Offer(words("Show all highlights"), self._show_all)]
            self.nothing.say("search", words("Nothing here has a date"), "", offers)
        else:
            self.nothing.say(
                "highlight",
                words("No highlight has a date yet"),
                words("Highlights are counted by when they were said, else published."),
                [Offer(words("Back to the text"), self._at.desk.close)],
            )

    def _walked(self, place: int, band: int) -> None:
        words = self._words
        told = self.chart.words_of(place, band)
        hint = words("The arrows walk through the bars; Enter shows the highlights of one.")
        self.said.setText(told or hint)
        self.said.setProperty("role", "" if told else "muted")
        self.said.style().polish(self.said)
        self.chart.say(told)

    # ------------------------------------------------------------------ narrowing

    def _show_all(self) -> None:
        table = self._at.desk.desk.page("highlights")
        table.show_filter(Filter())  # type: ignore[attr-defined] # it is the table
        self.focus_first()

    def _narrow(self, place: int, band: int) -> None:
        """Show the highlights of a part of a bar in the table."""
        timeline = self._timeline
        first = timeline.bins[place]
        wanted = replace(
            self._asked or Filter(), said_from=first, said_to=_last(first, timeline.unit)
        )
        if 0 <= band < len(timeline.series) and timeline.series[band].value:
            value = {_FIELDS[timeline.by]: (timeline.series[band].value,)}
            wanted = replace(wanted, **value)  # type: ignore[arg-type] # fields of Filter
        page = self._at.desk.open("highlights")
        page.show_filter(wanted)  # type: ignore[attr-defined] # it is the table


def _bands(timeline: Timeline, words: Catalogue) -> Iterator[Band]:
    """Give each series its letter, its pattern and its colour; those of tags are the tags' own."""
    by_tag = timeline.by is TimelineBy.TAG
    for place, each in enumerate(timeline.series):
        role = f"tag.{each.value}.ink" if by_tag else _ROLES[place % len(_ROLES)]
        letter = tag_letter(each.value, words) if by_tag and each.value else _LETTERS[place]
        if not each.value:
            role, letter = "muted", "–"
        yield Band(_name(timeline.by, each, words), letter, role, place, each.counts)
    if timeline.others:
        number = len(timeline.series)
        yield Band(words("all others"), "+", "muted", number, timeline.others)


def _name(by: TimelineBy, series: Series, words: Catalogue) -> str:
    if not series.value:
        return words(_NONE[by])
    return tag_name(series.value, words) if by is TimelineBy.TAG else series.name or series.value


def _cut(first: str, unit: Bin) -> str:
    return first[: {Bin.YEAR: 4, Bin.MONTH: 7}.get(unit, 10)]


def _say_bin(first: str, unit: Bin, words: Catalogue) -> str:
    shown = show_date(_cut(first, unit), words, long=True)
    return words("Week from {day}", day=shown) if unit is Bin.WEEK else shown


def _last(first: str, unit: Bin) -> str:
    """Give the last day of a bin, as an ISO date."""
    day = date.fromisoformat(first)
    if unit is Bin.WEEK:
        return (day + timedelta(days=6)).isoformat()
    if unit is Bin.YEAR:
        return day.replace(month=12, day=31).isoformat()
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()
