"""The markers of list items, as a browser draws them."""

from itertools import takewhile

from annotations.richtext.hypertext_tree import Node

BULLET = "•"
MOST_DIGITS = 9
"""Of a number that somebody wrote; as CommonMark has it."""
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LARGEST_ROMAN = 3999
LETTERS = 26


class Numbers:
    """Counts the items of one list."""

    def __init__(self, node: Node) -> None:
        self._ordered = node.name == "ol"
        self._style = node.attributes.get("type", "1").strip()
        self._step = -1 if "reversed" in node.attributes else 1
        start = _whole(node.attributes.get("start", ""))
        if start is None:
            items = sum(1 for child in node.elements if child.name == "li")
            start = items if self._step < 0 else 1
        self._next = start

    def marker(self, item: Node) -> str:
        """Say what is drawn before the next item."""
        if not self._ordered:
            return BULLET
        number = _whole(item.attributes.get("value", ""))
        number = self._next if number is None else number
        self._next = number + self._step
        return f"{_written(number, self._style)}."


def _whole(written: str) -> int | None:
    written = written.strip()
    digits = "".join(takewhile(str.isdigit, written.removeprefix("-")))
    if not digits or not digits.isascii() or len(digits) > MOST_DIGITS:
        return None
    return -int(digits) if written.startswith("-") else int(digits)


def _written(number: int, style: str) -> str:
    if style in {"a", "A"} and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, LETTERS)
            letters = chr(ord(style) + rest) + letters
        return letters
    if style in {"i", "I"} and 0 < number <= LARGEST_ROMAN:
        roman = ""
        for value, letters in ROMAN:
            times, number = divmod(number, value)
            roman += letters * times
        return roman.upper() if style == "I" else roman
    return str(number)
