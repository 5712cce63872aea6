"""A long document in parts: pressing needs memory for all it presses at once.

Parts follow one another on pages of their own. A link to a place in another part is written as an
address with our own scheme, and each part tells where the places are that others lead to; joining
puts both together.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Data = dict[str, Any]  # Any: a JSON value


def split(data: Data, pictures: Mapping[str, bytes], largest: int) -> list[Data]:
    """Cut a document's data into the data of parts; a single one stays what it is."""
    groups = list(_groups(data["blocks"], pictures, largest))
    if len(groups) < 2:  # noqa: PLR2004 - one part is the whole
        return [data]
    homes = {name: number for number, group in enumerate(groups) for name in _anchors(group)}
    asked: list[list[str]] = [[] for _ in groups]
    for number, group in enumerate(groups):
        for link in _links(group):
            home = homes.get(link["a"], number)
            if home != number:
                asked[home].append(link["a"])
                link["o"] = link.pop("a")
    return [
        data
        | {
            "blocks": group,
            "ask": list(dict.fromkeys(asked[number])),
            "head-first": number > 0,
            "parted": True,
        }
        for number, group in enumerate(groups)
    ]


def pictures_of(data: Data, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Choose the pictures that stand in a part."""
    return {name: pictures[name] for name in _pictures(data["blocks"])}


def _groups(
    blocks: list[Data], pictures: Mapping[str, bytes], largest: int
) -> Iterator[list[Data]]:
    group: list[Data] = []
    size = 0
    for block in _smaller(blocks, largest):
        own = _size(block) + sum(len(pictures[name]) for name in _pictures([block]))
        if group and size + own > largest:
            yield from _with_heading(group, block)
            group, size = ([group[-1]] if _leads(group, block) else []), 0
        group.append(block)
        size += own
    if group:
        yield group


def _leads(group: list[Data], block: Data) -> bool:
    """Whether a group ends with a heading, which must not stay behind what it is above."""
    return len(group) > 1 and group[-1]["k"] == "h" and block["k"] != "h"


def _with_heading(group: list[Data], block: Data) -> Iterator[list[Data]]:
    yield group[:-1] if _leads(group, block) else group


def _smaller(blocks: list[Data], largest: int) -> Iterator[Data]:
    """Cut tables by their rows, but never where a cell reaches into the next; open large boxes."""
    for block in blocks:
        if block["k"] == "t" and _size(block) > largest:
            yield from _tables(block, largest)
        elif block["k"] == "x" and "s" not in block and _size(block) > largest:
            first, *rest = block["c"] or [{"k": "x", "c": []}]
            yield {"k": "x", "c": [first], **({"a": block["a"]} if "a" in block else {})}
            yield from _smaller(rest, largest)
        else:
            yield block


def _tables(table: Data, largest: int) -> Iterator[Data]:
    rows: list[Data] = []
    size = reach = 0
    for row in table["rows"]:
        if rows and size > largest // 2 and not reach:
            yield table | {"rows": rows}
            rows, size = [], 0
        rows.append(row)
        size += _size(row)
        reach = max([reach - 1, 0, *(cell.get("r", 1) - 1 for cell in row["c"])])
    yield table | {"rows": rows}


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False))


def _every(value: object) -> Iterator[Data]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            if isinstance(each, list):
                yield from _every(each)
    elif isinstance(value, list):
        for each in value:
            yield from _every(each)


def _anchors(blocks: list[Data]) -> Iterator[str]:
    return (each["a"] for each in _every(blocks) if "a" in each and "t" not in each)


def _links(blocks: list[Data]) -> Iterator[Data]:
    return (each for each in list(_every(blocks)) if "a" in each and "t" in each)


def _pictures(blocks: list[Data]) -> Iterator[str]:
    return (each["f"] for each in _every(blocks) if each.get("k") == "g")
