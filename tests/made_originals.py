"""Seven originals of six kinds, and 46 quotes of them, with where each stands; made-up words."""

import random
from dataclasses import dataclass, replace

from annotations.importing import docx, html, pdf, plain, subtitles, transcript
from annotations.importing.protocol import Importer
from annotations.model import Imported
from tests.made_docx import docx_file, paragraph, text
from tests.made_pdf import Line, make_pdf

_WORDS = [
    "pompa", "tanggul", "warga", "banjir", "jembatan", "anggaran", "sumur", "petugas", "lurah",
    "posko", "bantuan", "pengungsi", "laporan", "saluran", "bendungan", "wali", "kota", "dinas",
    "proyek", "kontraktor", "lelang", "sungai", "perahu", "dapur", "umum", "relawan", "sekolah",
    "puskesmas", "jalan", "pasar", "listrik", "genangan", "cuaca", "hujan", "kemarau", "sawah",
    "petani", "nelayan", "pelabuhan", "gudang", "beras", "harga", "subsidi", "audit", "temuan",
    "kerugian", "rapat", "komisi", "dewan",
]  # fmt: skip
REPEATED = "Kami akan memasang dua belas pompa sebelum musim hujan"
"""Words that stand on two pages: only the page tells which are meant."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file, what was read of it, and its quotes, each with its page ("" none) or time code."""

    name: str
    data: bytes
    imported: Imported
    quotes: tuple[tuple[str, str], ...]


def originals() -> list[Original]:
    """Make all of them; the same each time."""
    chance = random.Random(40)
    return [
        _printed(chance, "Laporan Tanggul", ""),
        _printed(chance, "Putusan Sumur", "<< /Nums [0 << /S /r >> 2 << /S /D /St 41 >>] >>"),
        _word(chance),
        _page(chance),
        _plain(chance),
        _subtitles(chance),
        _transcript(chance),
    ]


def _sentence(chance: random.Random, number: int = 9) -> str:
    words = [chance.choice(_WORDS) for _ in range(number)]
    return f"{' '.join(words).capitalize()} {chance.randint(2, 9000)}"


def _made(
    title: str, name: str, data: bytes, by: Importer, quotes: list[tuple[str, str]]
) -> Original:
    made = by.parse(data, name)
    about = replace(made.metadata, title=title, language="id")
    return Original(name, data, replace(made, metadata=about), tuple(quotes))


def _printed(chance: random.Random, title: str, labels: str) -> Original:
    """Print four pages; two lines a quote, the last on each goes on over the page."""
    pages, quotes = [], []
    shown = ["i", "ii", "41", "42"] if labels else ["1", "2", "3", "4"]
    begun, ended = _sentence(chance, 8), _sentence(chance, 8)
    for page in range(4):
        lines, at = [], 740
        if page == 3:
            lines.append(Line(f"{ended} begitu.", 72, at))
            at -= 16
        for number in range(3):
            quote = f"{_sentence(chance)} dan {_sentence(chance, 7)}"
            if number == 1 and page in {0, 2}:
                quote = REPEATED
            cut = quote.index(" ", len(quote) // 2)
            lines += [
                Line(f"{quote[:cut]}", 72, at),
                Line(f"{quote[cut + 1 :]}, kata camat.", 72, at - 16),
            ]
            at -= 48
            if number < 2:
                quotes.append((quote, shown[page]))
        if page == 2:
            lines.append(Line(begun, 72, at))
        pages.append(lines)
    made = _made(title, f"{title}.pdf", make_pdf(pages, labels=labels), pdf, quotes)
    read = made.imported.text.text
    over = read[read.index(begun) : read.index(ended) + len(ended)]
    return replace(made, quotes=(*made.quotes, (over, f"{shown[2]}–{shown[3]}")))


def _word(chance: random.Random) -> Original:
    sentences = [_sentence(chance, 12) for _ in range(12)]
    body = "".join(
        paragraph(text(each[:9]) + text(each[9:], "<w:b/>") + text(", ujarnya."))
        for each in sentences
    )
    quotes = [(each, "") for each in sentences[::2]]
    return _made("Keterangan Dinas", "keterangan.docx", docx_file(body), docx, quotes)


def _page(chance: random.Random) -> Original:
    sentences = [f"{_sentence(chance, 8)} & {_sentence(chance, 4)}" for _ in range(12)]
    shown = "".join(
        f"<p>Kata dia, “<i>{each[:6]}</i>{each[6:].replace('&', '&amp;')}”.</p>\n"
        for each in sentences
    )
    data = (
        f"<!doctype html><title>Harga Beras</title><article><h1>Harga Beras</h1>{shown}</article>"
    )
    return _made(
        "Harga Beras", "harga.html", data.encode(), html, [(e, "") for e in sentences[::2]]
    )


def _plain(chance: random.Random) -> Original:
    sentences = [f"{_sentence(chance, 10)} 👮🏽 é" for _ in range(10)]
    data = "\n\n".join(f"Catatan: {each}. Selesai." for each in sentences).encode()
    return _made("Catatan Lapangan", "catatan.txt", data, plain, [(e, "") for e in sentences[::2]])


def _subtitles(chance: random.Random) -> Original:
    sentences = [_sentence(chance, 6) for _ in range(12)]
    cues = [
        f"{n}\n00:{n + 9:02}:31,000 --> 00:{n + 9:02}:35,500\n{each}.\n"
        for n, each in enumerate(sentences, start=1)
    ]
    quotes = [(each, f"00:{n + 9:02}:31") for n, each in enumerate(sentences, start=1)][::2]
    return _made("Jumpa Pers", "jumpa.srt", "\n".join(cues).encode(), subtitles, quotes)


def _transcript(chance: random.Random) -> Original:
    sentences = [_sentence(chance, 9) for _ in range(8)]
    lines = [
        f"[00:{n + 20:02}:05] {'Ketua' if n % 2 else 'Camat'}: {each}."
        for n, each in enumerate(sentences)
    ]
    quotes = [(each, f"00:{n + 20:02}:05") for n, each in enumerate(sentences)][:5]
    return _made("Wawancara Ketua", "wawancara.txt", "\n".join(lines).encode(), transcript, quotes)
