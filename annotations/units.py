"""Units as they are stored, one word each, and as people of a language write them."""

from resources import Catalogue, marked

PERCENT = "percent"
_PERCENT_WORDS = {"%", "per cent", "persen", PERCENT}
_UNITS = frozenset(
    {
        marked("percent"), marked("percentage point"), marked("basis point"),
        marked("second"), marked("minute"), marked("hour"), marked("day"), marked("night"),
        marked("week"), marked("month"), marked("year"), marked("decade"), marked("century"),
        marked("times"), marked("page"), marked("degree"), marked("degree Celsius"),
        marked("degree Fahrenheit"), marked("litre"), marked("kilolitre"), marked("barrel"),
        marked("gallon"), marked("quintal"), marked("pound"), marked("ounce"), marked("carat"),
        marked("inch"), marked("foot"), marked("yard"), marked("metre"), marked("mile"),
        marked("nautical mile"), marked("square foot"), marked("square metre"),
        marked("square kilometre"), marked("square mile"), marked("hectare"), marked("acre"),
        marked("cubic metre"), marked("cubic foot"),
    }
)  # fmt: skip
"""What the rules store, where it is no sign that all languages share (kg, IDR, MW)."""


def show_unit(unit: str, words: Catalogue) -> str:
    """Write a unit in a language; what nobody knows stands as it is."""
    return words(unit) if unit in _UNITS else unit


def read_unit(typed: str, words: Catalogue) -> str:
    """Read what a person typed: a known unit in the words of the language, or in English.

    Percent is one unit however it is written. All else stands as typed.
    """
    unit = typed.strip()
    folded = unit.casefold()
    if folded in _PERCENT_WORDS:
        return PERCENT
    known = {words(each).casefold(): each for each in sorted(_UNITS)}
    return known.get(folded, unit)
