"""Made-up stories and what becomes of them, each character remembering where it stood at first."""

import random
import re
from collections.abc import Callable
from difflib import SequenceMatcher

from annotations.model import Span
from annotations.spans import trim

# A character and its first offset; -1 for a new one, -2 - offset for a copy of one.
Traced = list[tuple[str, int]]

AGAIN = (
    "Kami akan terus memantau perkembangan di lapangan.",
    "“Ini harga mati,” katanya.",
    "Officials did not say when the work would begin.",
    "Hal itu disampaikan di balai kota, Rabu (14/10/2026).",
)
SENTENCES = (
    "{who} mengatakan {n} ribu warga {place} belum mendapat air bersih sejak {year}.",
    "Menurut {who}, anggaran naik {n},5 persen menjadi Rp{n}.500 miliar 👩🏽‍🌾.",
    "“Kami pastikan {n} pompa selesai sebelum musim hujan,” kata {who} di {place}.",
    "Pasal {n} ayat 2 Undang-Undang Nomor {n} Tahun {year} mengatur ganti rugi bagi warga {place}.",
    "{who} told reporters that {n} families in {place} had lost their homes since {year}.",
    "“We won’t wait for another {n} days,” {who} said — the café in {place} was full.",
    "The agency counted {n} wells, of which fewer than half were working in {year}.",
    "Jum’at lalu, {who} menemui {n} perwakilan petani dari {place} 🇮🇩.",
)
WHO = ("Ratna Wibisono", "Sri Lestari", "Andi Prasetya", "Maria Goncalves", "the mayor", "bupati")
PLACES = ("Sumberarum", "Kaliwungu", "Tanjung Elok", "North Harbour", "lereng itu")


def _sentence(rng: random.Random) -> str:
    if rng.random() < 0.25:
        return rng.choice(AGAIN)
    return rng.choice(SENTENCES).format(
        n=rng.randint(2, 98),
        year=rng.randint(1998, 2026),
        who=rng.choice(WHO),
        place=rng.choice(PLACES),
    )


def story(rng: random.Random) -> str:
    """Write a story of paragraphs, with a table and sentences that come again."""
    parts = [
        " ".join(_sentence(rng) for _ in range(rng.randint(1, 5)))
        for _ in range(rng.randint(4, 12))
    ]
    table = [f"{rng.choice(PLACES)}\n\n{rng.randint(2, 98)} ribu" for _ in range(rng.randint(0, 5))]
    parts[rng.randrange(len(parts)) :] += table
    return "\n\n".join(parts)


def passages(rng: random.Random, text: str) -> list[Span]:
    """Choose passages: whole sentences, words, numbers, across paragraphs."""
    found = []
    for _ in range(6):
        start = rng.randrange(len(text))
        while start and not text[start - 1].isspace():
            start -= 1
        end = min(len(text), start + rng.choice([6, 15, 40, 90, 250]))
        while end < len(text) and not text[end].isspace():
            end += 1
        span = trim(text, Span(start, end))
        if span.start < span.end:
            found.append(span)
    return found


# ---------------------------------------------------------------------------------------------
# Edits of a traced text.


def plain(traced: Traced) -> str:
    return "".join(char for char, _ in traced)


def _new(words: str) -> Traced:
    return [(char, -1) for char in words]


def _paragraphs(traced: Traced) -> list[Traced]:
    found, start, text = [], 0, plain(traced)
    for part in text.split("\n\n"):
        found.append(traced[start : start + len(part)])
        start += len(part) + 2
    return found


def _joined(parts: list[Traced]) -> Traced:
    found: Traced = []
    for part in parts:
        found += [*(_new("\n\n") if found else []), *part]
    return found


def _sentence_in(rng: random.Random, traced: Traced) -> tuple[int, int]:
    text = plain(traced)
    middle = rng.randrange(len(text) + 1)
    start = max(text.rfind(". ", 0, middle) + 2, text.rfind("\n", 0, middle) + 1)
    ends = [end for end in (text.find(". ", middle) + 1, text.find("\n", middle)) if end > 0]
    return start, max(start, min(ends, default=len(text)))


def move_paragraph(rng: random.Random, traced: Traced) -> Traced:
    parts = _paragraphs(traced)
    part = parts.pop(rng.randrange(len(parts)))
    parts.insert(rng.randint(0, len(parts)), part)
    return _joined(parts)


def put_in_paragraph(rng: random.Random, traced: Traced) -> Traced:
    parts = _paragraphs(traced)
    words = " ".join(_sentence(rng) for _ in range(3))
    parts.insert(rng.randint(0, len(parts)), _new(words))
    return _joined(parts)


def take_out_paragraph(rng: random.Random, traced: Traced) -> Traced:
    parts = _paragraphs(traced)
    if len(parts) > 2:
        del parts[rng.randrange(len(parts))]
    return _joined(parts)


def duplicate_sentence(rng: random.Random, traced: Traced) -> Traced:
    """Let a sentence come twice: right behind itself, where either is the first, or elsewhere."""
    start, end = _sentence_in(rng, traced)
    if rng.random() < 0.5:
        return traced[:end] + _new(" ") + traced[start:end] + traced[end:]
    place = _sentence_in(rng, traced)[1]
    if start <= place <= end:
        return traced
    copy = [(char, -2 - origin if origin >= 0 else origin) for char, origin in traced[start:end]]
    return traced[:place] + _new(" ") + copy + traced[place:]


def change_numbers(rng: random.Random, traced: Traced) -> Traced:
    return [
        (str((int(char) + 1) % 10), -1)
        if char.isdigit() and char.isascii() and rng.random() < 0.2
        else (char, origin)
        for char, origin in traced
    ]


def rewrite_sentence(rng: random.Random, traced: Traced) -> Traced:
    """Write a sentence anew; words of the old one that an editor leaves in their order are kept."""
    start, end = _sentence_in(rng, traced)
    old, new = _words(traced[start:end]), _words(_new(_sentence(rng)))
    left, right = ([plain(word) for word in words] for words in (old, new))
    for mine, theirs, size in SequenceMatcher(None, left, right).get_matching_blocks():
        new[theirs : theirs + size] = old[mine : mine + size]
    return traced[:start] + [item for word in new for item in word] + traced[end:]


def _words(traced: Traced) -> list[Traced]:
    found, start = [], 0
    for word in re.split(r"(\s+)", plain(traced)):
        found.append(traced[start : start + len(word)])
        start += len(word)
    return found


def deny(rng: random.Random, traced: Traced) -> Traced:
    spaces = [index for index, (char, _) in enumerate(traced) if char == " "]
    if not spaces:
        return traced
    place = rng.choice(spaces)
    return traced[:place] + _new(rng.choice([" tidak", " not", " bukan"])) + traced[place:]


def mistype(rng: random.Random, traced: Traced) -> Traced:
    place = rng.randrange(len(traced))
    if not traced[place][0].isalpha():
        return traced
    return traced[:place] + _new(rng.choice(["", "x", "ee"])) + traced[place + 1 :]


def garble(rng: random.Random, traced: Traced) -> Traced:
    """Read UTF-8 as if it were a legacy encoding; what a character became is still that one."""
    encoding = rng.choice(["cp1252", "latin-1", "mac_roman"])
    return [
        (wrong, origin)
        for char, origin in traced
        for wrong in (char if char.isascii() else char.encode().decode(encoding, "replace"))
        if wrong.isprintable() or wrong == "\n"
    ]


def swap_punctuation(rng: random.Random, traced: Traced) -> Traced:
    signs = rng.choice(
        [
            {"“": '"', "”": '"', "’": "'", "—": "-", "-": "–", " ": "\xa0"},
            {",": ";", ".": "!", "“": "«", "”": "»", "’": "`", "—": "–"},
            {"“": "", "”": "", ",": "", "’": "", ".": ""},
        ]
    )
    return [
        (sign, origin) for char, origin in traced for sign in (signs.get(char, char) or "",) if sign
    ]


EDITS: tuple[Callable[[random.Random, Traced], Traced], ...] = (
    move_paragraph, put_in_paragraph, take_out_paragraph, duplicate_sentence, change_numbers,
    rewrite_sentence, deny, mistype, garble, swap_punctuation,
)  # fmt: skip
