"""Texts revised at random through the real store: no highlight stands on words not its own.

Each character of a revised text remembers where it stood in the first one, so that what is right
is known without asking the program.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from annotations.anchoring import describe
from annotations.model import Highlight, Placement, RichText, Span
from annotations.revising.comparing import compare
from annotations.spans import trim
from annotations.storage import articles, history, revisions
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.revisions import Pair
from annotations.storage.store import Store
from annotations.storage.verify import verify
from annotations.vocabulary import ImportStatus, PlacementState
from tests.builders import new_article, save, store

# A character and its first offset; -1 for a new one, -2 - offset for a copy of one.
Traced = list[tuple[str, int]]
SURE = {PlacementState.EXACT, PlacementState.MOVED}
NEAR = 60
STRAY = 3  # letters that may have come or gone: a typing error

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


def _text(rng: random.Random) -> str:
    """Write a story of paragraphs, with a table and sentences that come again."""
    parts = [
        " ".join(_sentence(rng) for _ in range(rng.randint(1, 5)))
        for _ in range(rng.randint(4, 12))
    ]
    table = [f"{rng.choice(PLACES)}\n\n{rng.randint(2, 98)} ribu" for _ in range(rng.randint(0, 5))]
    parts[rng.randrange(len(parts)) :] += table
    return "\n\n".join(parts)


def _quotes(rng: random.Random, text: str) -> list[Span]:
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


def _plain(traced: Traced) -> str:
    return "".join(char for char, _ in traced)


def _new(words: str) -> Traced:
    return [(char, -1) for char in words]


def _paragraphs(traced: Traced) -> list[Traced]:
    found, start, text = [], 0, _plain(traced)
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
    text = _plain(traced)
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
    left, right = ([_plain(word) for word in words] for words in (old, new))
    for mine, theirs, size in SequenceMatcher(None, left, right).get_matching_blocks():
        new[theirs : theirs + size] = old[mine : mine + size]
    return traced[:start] + [item for word in new for item in word] + traced[end:]


def _words(traced: Traced) -> list[Traced]:
    found, start = [], 0
    for word in re.split(r"(\s+)", _plain(traced)):
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


# ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    places: int = 0
    whole: int = 0
    placed: int = 0
    put_back: int = 0


def wrong(quote: Span, traced: Traced, placement: Placement) -> str:
    """Say what is wrong with a placement that is said to be sure, if anything."""
    if placement.state not in SURE:
        return ""
    own = range(quote.start, quote.end)
    if not any(origin in own for _, origin in traced):  # what was copied and taken away has moved
        traced = [(char, -2 - origin if origin < -1 else origin) for char, origin in traced]
    here = traced[placement.start : placement.end]
    if not here:
        return "nothing there"
    if here and _back(quote, traced, placement):
        return ""
    strange = [char for char, origin in here if char.isalnum() and origin not in own]
    there = {origin for _, origin in here}
    left = [
        char for char, origin in traced if char.isalnum() and origin in own and origin not in there
    ]
    for name, chars in (("strange words", strange), ("own words left out", left)):
        if len(chars) > STRAY or any(char.isdigit() for char in chars):
            return f"{name}: {''.join(chars)}"
    return ""


def _back(quote: Span, traced: Traced, placement: Placement) -> bool:
    """Say whether the very words stand again where the quote stood among its old neighbours.

    Nobody could tell a sentence that was taken away and typed again from one that was left.
    """
    before = [
        (p, o)
        for p, (c, o) in enumerate(traced[: placement.start])
        if c.isalnum() and o >= 0 and p >= placement.start - NEAR
    ]
    after = [
        (p, o)
        for p, (c, o) in enumerate(traced[placement.end : placement.end + NEAR], placement.end)
        if c.isalnum() and o >= 0
    ]
    return (
        placement.similarity > 0.98
        and bool(before or after)
        and (
            bool(
                before
                and abs(quote.start - before[-1][1] - placement.start + before[-1][0]) <= STRAY
            )
            or bool(after and abs(after[0][1] - quote.end - after[0][0] + placement.end) <= STRAY)
        )
    )


def _whole(quote: Span, traced: Traced) -> bool:
    """Say whether the quote stands somewhere as it was, unparted."""
    own = [origin for _, origin in traced if quote.start <= origin < quote.end]
    runs = groupby(traced, key=lambda item: quote.start <= item[1] < quote.end)
    return own == [*range(quote.start, quote.end)] and sum(inside for inside, _ in runs) == 1


def _revise(at: Store, number: int, text: str, how: int) -> ImportStatus:
    """Import another state as a person does: by its address, its file, or saying so."""
    url = f"https://harian-arunika.example/berita/{number}"
    new = new_article(text, url=url if how == 0 else "")
    new = replace(new, source_key=f"key {number}", revises=number if how == 1 else 0)
    (added,) = at.call(lambda library: articles.add_all(library, [new]), saving=True)
    if added.status is ImportStatus.ADDED:
        # So little in common that nobody could know; then the person says it.
        said = replace(new, revises=number, original=new.original + b" ")
        (added,) = at.call(lambda library: articles.add_all(library, [said]), saving=True)
    assert added.article == number or added.status is ImportStatus.DUPLICATE
    return added.status


def _one_text(at: Store, seed: int, states: int, tally: Tally) -> list[str]:
    """Capture quotes, revise several times, and judge each place."""
    rng = random.Random(seed)
    text = _text(rng)
    number = len(at.call(articles.ids)) + 1
    url = f"https://harian-arunika.example/berita/{number}"
    new = replace(new_article(text, url=url), source_key=f"key {number}")
    (added,) = at.call(lambda library: articles.add_all(library, [new]), saving=True)
    number = added.article
    first = at.call(lambda library: articles.revision(library, number)).id
    quotes = {f"{seed}-{index}": span for index, span in enumerate(_quotes(rng, text))}
    save(at, *(Change(None, _mark(uid, number, first, text, span)) for uid, span in quotes.items()))
    found = []
    traced: Traced = [(char, place) for place, char in enumerate(text)]
    for state in range(states):
        for _ in range(rng.choice([1, 1, 2, 4])):
            traced = rng.choice(EDITS)(rng, traced) or traced
        if _revise(at, number, _plain(traced), rng.randrange(3)) is not ImportStatus.REVISED:
            continue
        pair: Pair = at.call(lambda library: revisions.pair(library, number))
        assert pair.newer.text.text == _plain(traced)
        assert {each.entry.highlight.uid for each in pair.placed} == set(quotes)  # none gone
        _judge_difference(pair.older.text, pair.newer.text)
        for each in pair.placed:
            quote = quotes[each.entry.highlight.uid]
            assert each.entry.highlight.quote.exact == text[quote.start : quote.end]
            reason = wrong(quote, traced, each.placement)
            if reason:
                captured = each.entry.highlight.quote.exact
                found.append(f"{seed}/{state}: {reason}: {captured!r} -> {each.words!r}")
            tally.places += 1
            if _whole(quote, traced):
                tally.whole += 1
                tally.placed += each.placement.state in SURE
        tally.put_back += _put_back_and_undo(at, rng, pair)
    return found


def _mark(uid: str, article: int, revision: int, text: str, span: Span) -> Highlight:
    return Highlight(uid=uid, article_id=article, revision_id=revision, quote=describe(text, span))


def _judge_difference(old: RichText, new: RichText) -> None:
    """See that every character of both texts but white space lies in a row of the difference."""
    rows = compare(old, new).rows
    for text, spans in ((old, [row.old for row in rows]), (new, [row.new for row in rows])):
        shown = "".join(text.text[span.start : span.end] for span in spans if span)
        assert "".join(shown.split()) == "".join(text.text.split())


def _put_back_and_undo(at: Store, rng: random.Random, pair: Pair) -> int:
    """Put a highlight that is not sure on some words, and undo it: all stands as it did."""
    unsure = [each for each in pair.placed if each.placement.state not in SURE]
    if not unsure:
        return 0
    one, text = rng.choice(unsure), pair.newer.text.text
    start = rng.randrange(len(text))
    span = Span(start, min(len(text), start + 40))
    if text[span.start : span.end].isspace():
        return 0

    def put(library: Library) -> int:
        uid, revision = one.entry.highlight.uid, pair.newer.id
        return revisions.put_back(library, uid, revision, span).id

    change = at.call(put, saving=True)
    there: Pair = at.call(lambda library: revisions.pair(library, pair.article.id))
    (moved,) = [each for each in there.placed if each.put_back]
    assert moved.words == text[span.start : span.end].strip()
    assert moved.placement.state is PlacementState.MOVED
    at.call(partial(_undo, change=change), saving=True)
    assert at.call(lambda library: revisions.pair(library, pair.article.id)).placed == pair.placed
    return 1


def _undo(library: Library, change: int) -> None:
    assert history.revert(library, change).conflicts == ()


def _prove(folder: Path, texts: int, states: int) -> Tally:
    tally, found = Tally(), []
    with store(folder, []) as at:
        for seed in range(texts):
            found += _one_text(at, seed, states, tally)
        assert at.call(lambda library: list(verify(library.db.conn))) == []
    assert found == []
    # A rule that places nothing would never be wrong.
    assert tally.placed / tally.whole > 0.5
    assert tally.put_back
    return tally


def test_twenty_texts_revised_at_random_place_no_highlight_on_other_words(tmp_path: Path) -> None:
    assert _prove(tmp_path, 20, 2).places > 150


@pytest.mark.long
def test_two_hundred_texts_revised_at_random_place_no_highlight_on_other_words(
    tmp_path: Path,
) -> None:
    assert _prove(tmp_path, 200, 10).places > 8_000
