"""The label of each page: what the file says, else what is printed, else the count."""

from collections import Counter
from collections.abc import Mapping, Sequence

from annotations.importing.pdf.furniture import value_of

FEWEST = 3
"""Printed numbers that agree before pages without one are counted along with them."""


def page_labels(said: Sequence[str], printed: Mapping[int, str]) -> list[str]:
    """Give the label of each page, from the file's own labels and those printed on pages (from 0).

    A page that bears no number between pages that do is counted along with them.
    """
    if any(said):
        return [label or str(at) for at, label in enumerate(said, start=1)]
    offsets = Counter(value_of(label) - at for at, label in printed.items() if label.isdigit())
    offset, count = offsets.most_common(1)[0] if offsets else (1, 0)
    if count < FEWEST:
        offset = 1
    labels = []
    for at in range(len(said)):
        counted = at + offset if count >= FEWEST else 0
        labels.append(printed.get(at) or str(counted if counted > 0 else at + 1))
    return labels
