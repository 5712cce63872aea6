"""Suggestions for an article of 1,000 words, for 1,000 files, and for a library of 10,000 articles.

Run: python -m pytest tests/benchmarks/bench_suggest.py -m benchmark -s
The library of 10,000 articles takes minutes: -m "benchmark or long" runs it too.
"""

import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from annotations.checking.checks import check
from annotations.detection.engine import DETECTORS, suggest
from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading, read
from annotations.storage import articles, suggesting
from tests.builders import new_article, store

ROUNDS = 15
PROMISE = 30
"""Milliseconds for 1,000 words."""
WORDS = 1_000
ROOT = Path(__file__).resolve().parents[2]

INDONESIAN = """
ARUNIKA - Wali Kota {a} menyatakan {n} warga di {m} kelurahan sudah menerima air bersih, naik
{p},5 persen dari tahun lalu. Anggaran yang dipakai sekitar Rp {m},2 miliar.

“Kami akan membangun {m} sumur baru sebelum akhir tahun ini,” kata {a}, Selasa ({d}/10/2026).
“Warga tidak perlu membeli air lagi.”

Kepala Dinas Pekerjaan Umum {b} menjelaskan bahwa pipa sepanjang {n} meter itu dibiayai
berdasarkan Pasal {d} ayat (1) Undang-Undang Nomor {m} Tahun 2019 tentang Sumber Daya Air.

Menurut dia, pelanggaran dapat dipidana penjara {d} tahun. “Itu diatur dalam Pasal {m} huruf b,”
ujarnya.

Seorang warga, {c}, mengaku sudah lama menunggu. Rumahnya berada di tepi jalan, jauh dari
sungai, dan setiap musim kemarau keluarganya harus berjalan ke desa sebelah.

Data Badan Pusat Statistik menunjukkan {n} rumah tangga, atau satu dari lima, belum memiliki
sambungan. Rasio petugas dan pelanggan adalah 1:{n}.

{b} berjanji perbaikan selesai dalam {d} hari. Ia menegaskan pihaknya akan memasang {m} pompa di
setiap kecamatan, tetapi tidak menyebut dari mana biayanya.
"""
ENGLISH = """
Mayor {a} said {n} residents of {m} districts had been given clean water, up {p}.5 percent from
last year. The city spent about ${m}.2 million on pipes.

“We will drill {m} new wells before the end of this year,” said {a} on Tuesday. “Nobody should
have to buy water any more.”

{b}, who runs the water board, told reporters that the {n} metres of pipe were paid for under
Section {d} of the Water Industry Act 1991.

Under the law, he added, offenders face up to {d} years in prison. “It is all in Article {m},”
he said.

One resident, {c}, said she had been waiting for a long time. Her house stands by the road, far
from the river, and every dry season her family walks to the next village.

Figures from the statistics office show that {n} households, or one in five, have no connection.
The ratio of staff to customers is 1:{n}.

{b} promised that repairs would be done within {d} days. He pledged to install {m} pumps in
every ward, but would not say where the money would come from.
"""
NAMES = ("Ratna Wibisono", "Budi Santosa", "Dewi Lestari", "Anton Hale", "Mira Castle", "Joko Adi")


def text(seed: int, sample: str = INDONESIAN) -> str:
    """Write an article of about 1,000 words, each seed another one."""
    paragraphs = [" ".join(each.split()) for each in sample.split("\n\n")]
    rng = random.Random(seed)
    a, b, c = rng.sample(NAMES, 3)
    made: list[str] = []
    words = 0
    while words < WORDS:
        part = rng.choice(paragraphs).format(
            a=a, b=b, c=c, n=rng.randint(100, 9_999), m=rng.randint(2, 90),
            p=rng.randint(1, 40), d=rng.randint(1, 28),
        )  # fmt: skip
        made.append(part)
        words += len(part.split())
    return "\n\n".join(made)


def timed(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Tell the median of some runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


@pytest.mark.benchmark
@pytest.mark.parametrize(("language", "sample"), [("id", INDONESIAN), ("en", ENGLISH)])
def test_an_article_of_1000_words(language: str, sample: str) -> None:
    """Print what each detector costs beside splitting the same text into words."""
    article = text(1, sample)
    splitting = re.compile(r"\w+|[^\w\s]")
    floor = timed(lambda: splitting.findall(article))

    def whole() -> Reading:
        return read(article, code=language, published="2026-10-14")

    reading = whole()
    found = suggest(reading)
    rows: list[tuple[str, float]] = [
        ("split into words with re (floor)", floor),
        ("prepare: paragraphs, sentences", timed(lambda: whole().sentences)),
        *_detectors(whole),
        (f"all suggestions ({len(found)}; at most {PROMISE} ms)", timed(lambda: suggest(whole()))),
        (f"checks ({len(check(reading, found))})", timed(lambda: check(whole(), found))),
    ]
    print(
        f"\n{f'{language}, {len(article.split())} words, median of {ROUNDS}':<48}{'ms':>8}{'x':>7}"
    )
    for name, value in rows:
        print(f"{name:<48}{value:>8.2f}{value / floor:>7.1f}")


def _detectors(whole: Callable[[], Reading]) -> list[tuple[str, float]]:
    """Time each detector on a reading in which those before it have left what they keep."""
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        reading = whole()
        found: list[Suggestion] = []
        for detector in DETECTORS:
            start = time.perf_counter()
            found.extend(detector.find(reading, tuple(found)))
            name = getattr(detector, "__name__", "").rpartition(".")[2]
            times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    return [(f"  {name}", statistics.median(some)) for name, some in times.items()]


@pytest.mark.benchmark
def test_1000_files_by_the_command(tmp_path: Path) -> None:
    """Print how long `kutip suggest --file` takes over 1,000 files, start and output included."""
    for number in range(1_000):
        parts = ENGLISH if number % 2 else INDONESIAN
        (tmp_path / f"{number:04}.txt").write_text(text(number, parts), encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.txt")))
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "suggest", "--json", "--file", *files],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    taken = time.perf_counter() - start
    lines = done.stdout.count(b"\n")
    print(f"\n1,000 files of 1,000 words: {taken:.1f} s, {lines:,} suggestions (at most 60 s)")


def _background(folder: Path, many: int) -> None:
    """Print how long a library takes in the background, and how long a save waits for it."""
    with store(folder, ()) as at:
        for first in range(0, many, 100):
            some = [
                new_article(text(n, ENGLISH if n % 2 else INDONESIAN), f"{n}.txt")
                for n in range(first, min(first + 100, many))
            ]
            at.call(lambda library, some=some: articles.add_all(library, some), saving=True)  # type: ignore[misc]
        before = at.path.stat().st_size
        waits: list[float] = []
        start = time.perf_counter()
        job = suggesting.read_all(at)
        while list(islice(job, 50)):
            asked = time.perf_counter()
            at.call(lambda library: articles.set_reading_position(library, 1, 1), saving=True)
            waits.append((time.perf_counter() - asked) * 1000)
        taken = time.perf_counter() - start
        grown = (at.path.stat().st_size - before) / many / 1024
        left = at.call(lambda library: suggesting.count_unread(library, suggesting.signature()))
    print(
        f"\n{many:,} articles in the background: {taken:.1f} s, {taken / many * 1000:.1f} ms each;"
        f" {left} left; {grown:.1f} kB of notes each; a save took {max(waits):.0f} ms at most"
    )


@pytest.mark.benchmark
def test_300_articles_of_a_library_in_the_background(tmp_path: Path) -> None:
    _background(tmp_path, 300)


@pytest.mark.long
def test_10000_articles_of_a_library_in_the_background(tmp_path: Path) -> None:
    _background(tmp_path, 10_000)
