"""Where a made file and what is expected of it are put, side by side."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: ANN401

import json
from pathlib import Path
from typing import Any

from stories import Story, paragraphs, structure

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "data" / "corpus"

SAID = ("title", "byline", "outlet", "url", "kind")


def metadata(read: Story, *said: str, **others: str) -> dict[str, str]:
    """Choose what the file says; what it does not say is not expected."""
    chosen = {}
    for key in said or SAID:
        source = {"published": "date", "language": "lang"}.get(key, key)
        chosen[key] = read.meta.get(source, "")
    return {**chosen, **others}


def maybe(*lines: str) -> list[dict[str, str]]:
    """Mark lines that an import may have or leave out: bylines, dates, captions, decks."""
    return [{"maybe": line} for line in lines if line]


def whole(read: Story, *head: Any) -> list[Any]:
    """Write a story's expected text: its headline, what else stands above it, its body."""
    return [read.title, *head, *paragraphs(read)]


def keep(
    folder: str,
    name: str,
    data: bytes,
    text: list[Any],
    said: dict[str, str],
    made_by: str,
    *,
    counts: dict[str, int] | None = None,
    **others: Any,
) -> None:
    """Write a file and its expected JSON."""
    path = CORPUS / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    expected = {"made_by": made_by, "metadata": said, **others, "text": text}
    if counts:
        expected["structure"] = counts
    written = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=False)
    path.with_name(path.name + ".expected.json").write_text(written + "\n", "utf-8")


def keep_story(
    folder: str,
    name: str,
    data: bytes,
    read: Story,
    said: dict[str, str],
    made_by: str,
    *head: Any,
    **others: Any,
) -> None:
    """Write a file that holds a whole story."""
    others.setdefault("counts", structure(read))
    keep(folder, name, data, whole(read, *head), said, made_by, **others)
