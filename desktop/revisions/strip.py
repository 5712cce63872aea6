"""Rows one below the other, some of them folded, with heights that are known or guessed."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from desktop.revisions.passages import Fold, Passage, folds
from desktop.revisions.row_paint import ABOVE, BAND


class Strip:
    """The items of a view: an item is a row, or the fold that begins at one.

    `tops` are where items begin, in pixels from the top, and where the last ends.
    """

    def __init__(self, rows: Sequence[Passage] = ()) -> None:
        self.rows = rows
        self.items: list[int] = []  # numbers of rows; -1 - n stands for the fold that begins at n
        self.heights: list[float] = []
        self.exact: list[bool] = []
        self.tops: list[float] = [float(ABOVE)]
        self._folds = {fold.start: fold for fold in folds(rows)}
        self._open: set[int] = set()

    @property
    def folded(self) -> list[Fold]:
        """The stretches that are folded now."""
        return [fold for start, fold in self._folds.items() if start not in self._open]

    def unfold_all(self, *, unfold: bool) -> None:
        """Open every fold, or close it again; `list_items` follows."""
        self._open = set(self._folds) if unfold else set()

    def unfold(self, row: int) -> bool:
        """Open the fold that a row is in; whether it was closed."""
        for fold in self.folded:
            if fold.start <= row < fold.end:
                self._open.add(fold.start)
                return True
        return False

    def fold_of(self, item: int) -> Fold | None:
        """Give the fold that an item stands for, None for a row."""
        number = self.items[item]
        return self._folds[-1 - number] if number < 0 else None

    def list_items(self, guess: Callable[[Passage], float]) -> None:
        """List rows and folds anew, with heights as guessed."""
        items: list[int] = []
        number = 0
        while number < len(self.rows):
            fold = self._folds.get(number)
            if fold and number not in self._open:
                items.append(-1 - number)
                number = fold.end
            else:
                items.append(number)
                number += 1
        self.items = items
        self.heights = [BAND if item < 0 else guess(self.rows[item]) for item in items]
        self.exact = [item < 0 for item in items]
        self.sum_up()

    def set_height(self, item: int, height: float) -> None:
        """Know the height of an item; `sum_up` follows."""
        self.heights[item] = height
        self.exact[item] = True

    def sum_up(self) -> None:
        """Place the items."""
        self.tops = list(accumulate(self.heights, initial=float(ABOVE)))

    def item_at(self, y: float) -> int | None:
        """Find the item at a height, None above the first and below the last."""
        if not self.items or not self.tops[0] <= y < self.tops[-1]:
            return None
        return bisect_right(self.tops, y) - 1

    def anchor(self, y: float) -> tuple[int, float]:
        """Name the item at a height, and how far into it that is."""
        last = max(len(self.items) - 1, 0)
        item = min(max(bisect_right(self.tops, y) - 1, 0), last)
        return item, y - self.tops[item]
