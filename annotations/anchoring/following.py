"""Follow unchanged lines from one revision to the next."""

from collections import Counter
from collections.abc import Callable


def follow(old: str, new: str) -> Callable[[int], int | None]:
    """Tell for an offset of `old` where it stands in `new`, as far as that is beyond doubt.

    It is for a line that stands once in each text; None for any other. `locate` takes it as `near`:
    a paragraph put in right before a quote takes the context on one side, and without this
    knowledge leaves it for review.
    """
    before, after = _lines(old), _lines(new)
    there = {line: start for start, line in after}
    once = _once(before) & _once(after)
    moves = {start: there[line] - start for start, line in before if line in once}

    def at(offset: int) -> int | None:
        """Move an offset of the old text, in code points, into the new one."""
        move = moves.get(old.rfind("\n", 0, offset) + 1)
        return None if move is None else offset + move

    return at


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _once(lines: list[tuple[int, str]]) -> set[str]:
    return {line for line, times in Counter(line for _, line in lines).items() if times == 1}
