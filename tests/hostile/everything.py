"""All hostile inputs, and a script that lays them into a folder to be looked at:
.venv/bin/python -m tests.hostile.everything FOLDER
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.hostile import (
    hostile_archives,
    hostile_documents,
    hostile_texts,
    hostile_web,
    hostile_zipped,
)
from tests.hostile.hostile import Hostile, Place


def inputs() -> Iterator[Hostile]:
    """List every input, each under a name of its own."""
    rooms = (hostile_texts, hostile_web, hostile_archives, hostile_zipped, hostile_documents)
    return chain.from_iterable(room.inputs() for room in rooms)


def lay_out(folder: Path, place: Place) -> list[tuple[Path, Hostile]]:
    """Write the inputs into a folder, each once and in order."""
    laid: list[tuple[Path, Hostile]] = []
    for number, each in enumerate(inputs()):
        path = folder / f"{number:03d}-{each.name}"
        path.write_bytes(each.make(place))
        laid.append((path, each))
    return laid


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.mkdir(parents=True, exist_ok=True)
    print(len(lay_out(where, Place("/etc/passwd", "127.0.0.1:9"))))  # noqa: T201 - what it is for
