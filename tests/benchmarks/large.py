"""A library of many articles and twice as many highlights, made by plain SQL in a minute or two.

Rows are as the program would write them, but for their checksums: nothing here reads those.
`KUTIP_BENCH_ARTICLES` says how many (10,000); `KUTIP_BENCH_LIBRARY` names a file to keep it in.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import UUID

from annotations.storage import indexing
from annotations.storage.store import Library, Store
from annotations.storage.writing import writing
from annotations.vocabulary import ArticleKind, ClaimState, PromiseStatus, Terms, WordingState

COUNT = int(os.environ.get("KUTIP_BENCH_ARTICLES", "10000"))
KEPT = os.environ.get("KUTIP_BENCH_LIBRARY", "")
ROUNDS = 5
_SPEAKERS, _OUTLETS, _LAWS, _PROMISES = 4000, 60, 300, 2000
_WORDS = 220
_SYLLABLES = [*"bcdgjklmnprstwy", "ber", "kan", "lah", "men", "per", "ter", "nya"]
_SYLLABLES = [each if len(each) > 1 else f"{each}a" for each in _SYLLABLES]


def open_large(folder: Path) -> Store:
    """Open the library that is kept, else make one."""
    path = Path(KEPT) if KEPT else folder / "large.kutip"
    if path.exists():
        return Store.open(path)
    store = Store.create(path)
    store.call(_fill, saving=True)
    return store


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Time some work, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _fill(library: Library) -> None:
    dice = random.Random(5)
    words = sorted({"".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(20000)})
    weights = [1 / (place + 10) for place in range(len(words))]
    dice.shuffle(words)
    with writing(library):
        for table, rows in (
            ("speakers", _speakers(dice)),
            ("promises", _promises()),
            ("promise_steps", _steps(dice)),
        ):
            _insert(library, table, rows)
        for first in range(0, COUNT, 1000):
            _batch(library, dice, first, words, weights)
        indexing.rebuild(library)
    library.db.conn.execute("PRAGMA optimize")


def _batch(
    library: Library, dice: random.Random, first: int, words: list[str], weights: list[float]
) -> None:
    said = dice.choices(words, weights, k=1000 * _WORDS)
    texts = [" ".join(said[at : at + _WORDS]) for at in range(0, len(said), _WORDS)]
    numbers = range(first + 1, first + 1001)
    days = [f"20{dice.randint(16, 26)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            for _ in numbers]  # fmt: skip
    _insert(library, "blobs", ({"sha256": f"{n:064x}", "size": 1, "data": b"x"} for n in numbers))
    _insert(library, "articles", map(_article, numbers, days, texts))
    _insert(library, "revisions", map(_revision, numbers))
    _insert(library, "texts", map(_text, numbers, texts))
    highlights = range(2 * first + 1, 2 * first + 2001)
    _insert(library, "highlights", [_highlight(dice, n, texts[(n - 1) // 2 - first], days)
                                    for n in highlights])  # fmt: skip
    _insert(library, "highlight_tags", (_tag(n, 1 + n % 3) for n in highlights))
    _insert(library, "statistics", (_statistic(dice, n) for n in highlights if n % 3 == 1))
    _insert(library, "legal_references", (_law(dice, n) for n in highlights if n % 3 == 2))
    _insert(library, "commitments", (_commitment(dice, n) for n in highlights if n % 3 == 0))
    _insert(library, "evidence", (_evidence(dice, n) for n in highlights if n % 5 == 0))


def _insert(library: Library, table: str, rows: Iterable[dict[str, object]]) -> None:
    some = list(rows)
    names = ", ".join(some[0])
    marks = ", ".join("?" * len(some[0]))
    library.db.conn.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our names, bound values
        [tuple(row.values()) for row in some],
    )


def _noun(table: int, number: int) -> dict[str, object]:
    day = "2026-01-01T00:00:00.000Z"
    return {"id": number, "uid": str(UUID(int=table << 64 | number)), "version": 1,
            "created": day, "changed": day, "checksum": "x"}  # fmt: skip


def _uid(table: int, number: int) -> str:
    return str(UUID(int=table << 64 | number))


def _speakers(dice: random.Random) -> Iterator[dict[str, object]]:
    for number in range(1, _SPEAKERS + 1):
        merged = _uid(1, dice.randint(1, number - 1)) if number % 20 == 0 else None
        name = "".join(dice.choices(_SYLLABLES, k=3)).title()
        yield _noun(1, number) | {"name": f"{name} {number}", "merged_into": merged}


def _promises() -> Iterator[dict[str, object]]:
    for number in range(1, _PROMISES + 1):
        yield _noun(2, number) | {"what": f"sumur {number}", "promisor": _uid(1, number)}


def _steps(dice: random.Random) -> Iterator[dict[str, object]]:
    for number in range(1, _PROMISES + 1):
        status = dice.choice(list(PromiseStatus)).value
        row = {"promise_id": number, "position": 0, "status": status}
        yield _child(3, number) | row


def _child(table: int, number: int) -> dict[str, object]:
    return {"id": number, "uid": _uid(table, number), "version": 1, "checksum": "x"}


def _article(number: int, day: str, text: str) -> dict[str, object]:
    return _noun(4, number) | {
        "revision_id": number, "kind": list(ArticleKind)[number % 4].value, "title": text[:60],
        "outlet": f"Harian {number * number % _OUTLETS}", "published_words": day,
        "published_start": day, "published_end": day, "published_precision": "day",
        "language": "id", "read": number % 2,
    }  # fmt: skip


def _revision(number: int) -> dict[str, object]:
    return _noun(5, number) | {
        "article_id": number, "number": 1, "original_sha256": f"{number:064x}", "source": "a.txt",
    }  # fmt: skip


def _text(number: int, text: str) -> dict[str, object]:
    return {"revision_id": number, "text": text, "checksum": "x"}


def _highlight(dice: random.Random, n: int, text: str, days: list[str]) -> dict[str, object]:
    start = dice.randint(0, len(text) - 260)
    end = start + dice.randint(60, 250)
    said = days[n // 2 % 1000] if n % 4 == 0 else ""
    return _noun(6, n) | {
        "article_id": (n + 1) // 2, "revision_id": (n + 1) // 2, "quote": text[start:end],
        "prefix": text[max(0, start - 64) : start], "suffix": text[end : end + 64],
        "start_offset": start, "end_offset": end,
        "speaker": _uid(1, min(int(dice.expovariate(1 / 300)) + 1, _SPEAKERS)) if n % 3 else None,
        "speaker_as_written": "", "date_said_words": said, "date_said_start": said,
        "date_said_end": said, "date_said_precision": "day" if said else "",
        "starred": int(n % 50 == 0), "terms": dice.choice(list(Terms)).value if n % 9 == 0 else "",
        "assigned_to": ("", "", "", "Ana", "Budi")[n % 5], "origin": "hand",
        "wording": dice.choice(list(WordingState)).value,
        "claim": dice.choice(list(ClaimState)).value, "note": "tanya lagi" if n % 7 == 0 else "",
    }  # fmt: skip


def _tag(number: int, tag: int) -> dict[str, object]:
    return _child(7, number) | {"highlight_id": number, "tag_id": tag}


def _statistic(dice: random.Random, n: int) -> dict[str, object]:
    value = dice.randint(1, 10**6)
    row = {"highlight_id": n, "value": str(value), "value_number": float(value), "unit": "people"}
    return _child(8, n) | row


def _law(dice: random.Random, n: int) -> dict[str, object]:
    law = min(int(dice.expovariate(1 / 40)) + 1, _LAWS)
    return _child(9, n) | {
        "highlight_id": n, "instrument": "UU", "number": str(law), "year": "2012",
        "article": str(dice.randint(1, 90)), "citation": f"Pasal 1 UU No. {law} Tahun 2012",
        "iri": f"/akn/id/act/2012/{law}#art_1" if n % 2 else "",
    }  # fmt: skip


def _commitment(dice: random.Random, n: int) -> dict[str, object]:
    promise = _uid(2, dice.randint(1, _PROMISES)) if n % 2 else None
    day = f"2027-{dice.randint(1, 12):02d}-01"
    return _child(10, n) | {
        "highlight_id": n, "kind": "promise", "who": "Bupati", "what": "membangun sumur",
        "deadline_words": day, "deadline_start": day, "deadline_end": day, "promise": promise,
    }  # fmt: skip


def _evidence(dice: random.Random, n: int) -> dict[str, object]:
    stance = dice.choice(("supports", "contradicts", "context"))
    return _noun(11, n) | {"highlight": _uid(6, n), "kind": "url", "stance": stance}
