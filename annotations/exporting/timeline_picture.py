"""Highlights over time as a drawing: a row of bars for each series, in SVG of our own.

Rows are told apart by their names and letters; colours and patterns only repeat that. Every colour
is a presentation attribute: a variable of the page's theme with a colour behind it that can be seen
on white and on black (3:1 or more), for paper and for pages without a theme. Words are escaped.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from annotations.dates import show_date
from annotations.labels import tag_letter
from annotations.timeline import Bin, Series, Timeline, TimelineBy
from annotations.vocabulary import BUILTIN_TAGS
from resources import Catalogue, marked, read_text

WIDTH = 760
_LEFT, _RIGHT = 214, 46
_ROW, _TOP, _FOOT = 38, 10, 24
_BAR = 24  # the highest bar
_LONGEST_NAME = 30
_FEWEST_FOR_GAPS = 4.0  # pixels of a bar that leaves room for a gap
_LABELS = 6

_STYLE: dict[str, Any] = json.loads(read_text("styles/timeline.json"))
COLOURS: tuple[str, ...] = tuple(_STYLE["series"])
_LETTERS = "ABCDEFGHI"

_TITLES = {
    TimelineBy.TAG: marked("Highlights over time, by tag"),
    TimelineBy.SPEAKER: marked("Highlights over time, by speaker"),
    TimelineBy.OUTLET: marked("Highlights over time, by outlet"),
}
_NOBODY = {
    TimelineBy.TAG: marked("Plain quotes"),
    TimelineBy.SPEAKER: marked("No speaker"),
    TimelineBy.OUTLET: marked("No outlet"),
}


def svg(timeline: Timeline, words: Catalogue) -> str:
    """Draw a timeline; "" of one that has nothing to draw. It is one element, without a style."""
    rows = [*timeline.series]
    if any(timeline.others):
        rows.append(Series("", words("others"), timeline.others))
    if not rows or not timeline.bins:
        return ""
    own = len(timeline.series)
    height = _TOP + _ROW * len(rows) + _FOOT + 16 * bool(_undrawn(timeline, words))
    key = f"over-time-{timeline.by.value}"
    highest = max(max(each.counts, default=0) for each in rows) or 1
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="over-time" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" role="img"'
        f' aria-labelledby="{key}-title {key}-text" font-family="Inter, sans-serif">'
    )
    parts = [
        head,
        f'<title id="{key}-title">{escape(words(_TITLES[timeline.by]))}</title>',
        f'<desc id="{key}-text">{escape(told(timeline, words))}</desc>',
        *(_pattern(key, number, _colour(timeline, number, own)) for number in range(len(rows))),
        *(
            piece
            for number, each in enumerate(rows)
            for piece in _row(timeline, each, number, highest, key, words)
        ),
        *_axis(timeline, _TOP + _ROW * len(rows), words),
        "</svg>",
    ]
    return "".join(parts)


def told(timeline: Timeline, words: Catalogue) -> str:
    """Say in words what the drawing shows, for who cannot see it."""
    first = _bin_name(timeline.bins[0], timeline.unit, words)
    last = _bin_name(timeline.bins[-1], timeline.unit, words)
    span = first if first == last else words("{low} to {high}", low=first, high=last)
    said = [words("{span}.", span=span)]
    for each in timeline.series:
        most = max(each.counts)
        when = _bin_name(timeline.bins[each.counts.index(most)], timeline.unit, words)
        said.append(
            words(
                "{name}: {n}, most in {when} ({most}).",
                name=_name(timeline, each, words),
                n=words.number(each.total),
                when=when,
                most=words.number(most),
            )
        )
    if any(timeline.others):
        said.append(words("Others: {n}.", n=words.number(sum(timeline.others))))
    return " ".join([*said, *filter(None, [_undrawn(timeline, words)])])


def _row(
    timeline: Timeline, series: Series, number: int, highest: int, key: str, words: Catalogue
) -> Iterator[str]:
    own = number < len(timeline.series)
    base = _TOP + _ROW * (number + 1) - 8
    ink, muted = _variable("ink", _STYLE["ink"]), _variable("muted", _STYLE["muted"])
    name = _name(timeline, series, words) if own else series.name
    letter = _letter(timeline, number, words) if own else "–"
    colour = _colour(timeline, number, len(timeline.series))
    cut = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    total = words.number(sum(series.counts))
    yield (
        f'<text x="0" y="{base - 4}" font-size="11" font-weight="600" fill="{colour}">'
        f"{escape(letter)}</text>"
        f'<text x="16" y="{base - 4}" font-size="12" fill="{ink}">{escape(cut)}</text>'
        f'<text x="{WIDTH}" y="{base - 4}" font-size="12" text-anchor="end" fill="{muted}">'
        f"{total}</text>"
        f'<line x1="{_LEFT}" y1="{base}" x2="{WIDTH - _RIGHT}" y2="{base}"'
        f' stroke="{_variable("line", _STYLE["line"])}" stroke-width="1"/>'
    )
    step = (WIDTH - _LEFT - _RIGHT) / len(timeline.bins)
    gap = min(step * 0.2, 6.0) if step >= _FEWEST_FOR_GAPS else 0.0
    wide = min(step - gap, 30.0)
    for at, count in enumerate(series.counts):
        if not count:
            continue
        high = max(_BAR * count / highest, 2.0)
        left = _LEFT + step * at + (step - wide) / 2
        yield (
            f'<rect x="{left:.1f}" y="{base - high:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            f' fill="url(#{key}-{number})" stroke="{colour}" stroke-width="0.8"/>'
        )


def _axis(timeline: Timeline, top: int, words: Catalogue) -> Iterator[str]:
    """Name some of the bins below, never so many that names touch."""
    bins = timeline.bins
    step = (WIDTH - _LEFT - _RIGHT) / len(bins)
    every = -(-len(bins) // _LABELS)
    muted = _variable("muted", _STYLE["muted"])
    for at in range(0, len(bins), every):
        middle = _LEFT + step * (at + 0.5)
        yield (
            f'<text x="{middle:.1f}" y="{top + 8}" font-size="10.5" text-anchor="middle"'
            f' fill="{muted}">{escape(_bin_name(bins[at], timeline.unit, words))}</text>'
        )
    undrawn = _undrawn(timeline, words)
    if undrawn:
        yield f'<text x="0" y="{top + 30}" font-size="10.5" fill="{muted}">{escape(undrawn)}</text>'


def _undrawn(timeline: Timeline, words: Catalogue) -> str:
    """Say how many highlights are in no bar."""
    n = timeline.undated + timeline.vague
    if not n:
        return ""
    return words.plural(
        "{n} highlight has no date that says where it belongs.",
        "{n} highlights have no date that says where they belong.",
        n,
    )


def _pattern(key: str, number: int, colour: str) -> str:
    """Draw the pattern of a row: each of the nine is another one, in grey too."""
    drawn = _PATTERNS[number % len(_PATTERNS)].format(c=colour)
    return (
        f'<defs><pattern id="{key}-{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f"{drawn}</pattern></defs>"
    )


_THIN = '<path d="{d}" stroke="{{c}}" stroke-width="1.4" fill="none"/>'
_PATTERNS = (
    '<rect width="6" height="6" fill="{c}"/>',
    _THIN.format(d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"),
    _THIN.format(d="M0 1.5H6M0 4.5H6"),
    '<circle cx="1.5" cy="1.5" r="1.1" fill="{c}"/><circle cx="4.5" cy="4.5" r="1.1" fill="{c}"/>',
    _THIN.format(d="M1.5 0V6M4.5 0V6"),
    _THIN.format(d="M-1 -1L7 7M5 -1L7 1M-1 5L1 7"),
    _THIN.format(d="M0 3H6M3 0V6"),
    _THIN.format(d="M0 0L6 6M6 0L0 6"),
    '<rect width="6" height="6" fill="{c}" fill-opacity="0.35"/>',
    "",
)


def _colour(timeline: Timeline, number: int, own: int) -> str:
    """Give a row its colour: that of a tag of ours, else one of nine."""
    if number >= own:
        return _variable("muted", _STYLE["others"])
    value = timeline.series[number].value
    if timeline.by is TimelineBy.TAG and value in BUILTIN_TAGS:
        return _variable(f"{value}-ink", COLOURS[BUILTIN_TAGS.index(value)])
    if timeline.by is TimelineBy.TAG:  # none of its own looks like one of ours
        own_colours = COLOURS[len(BUILTIN_TAGS) :]
        return _variable(f"series-{number + 1}", own_colours[number % len(own_colours)])
    return _variable(f"series-{number + 1}", COLOURS[number % len(COLOURS)])


def _letter(timeline: Timeline, number: int, words: Catalogue) -> str:
    """Give a row its letter: a tag's own, else one of the alphabet."""
    value = timeline.series[number].value
    if timeline.by is TimelineBy.TAG:
        return tag_letter(value, words) if value else "–"
    return _LETTERS[number % len(_LETTERS)]


def _variable(name: str, otherwise: str) -> str:
    return f"var(--{name}, {otherwise})"


def _name(timeline: Timeline, series: Series, words: Catalogue) -> str:
    return series.name or words(_NOBODY[timeline.by])


def _bin_name(first: str, unit: Bin, words: Catalogue) -> str:
    cut = {Bin.YEAR: 4, Bin.MONTH: 7, Bin.WEEK: 10}[unit]
    return show_date(first[:cut], words)
