"""Texts revised at random through the real store: no highlight stands on words not its own.

Each character of a revised text remembers where it stood in the first one, so that what is right
is known without asking the program.
"""

import random
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from annotations.anchoring import describe
from annotations.model import Highlight, Placement, RichText, Span
from annotations.revising.comparing import compare
from annotations.storage import articles, history, revisions
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.revisions import Pair
from annotations.storage.store import Store
from annotations.storage.verify import verify
from annotations.vocabulary import ImportStatus, PlacementState
from tests.builders import new_article, save, store
from tests.traced import EDITS, Traced, passages, plain, story

SURE = {PlacementState.EXACT, PlacementState.MOVED}
NEAR = 60
STRAY = 3  # letters that may have come or gone: a typing error


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
    text = story(rng)
    number = len(at.call(articles.ids)) + 1
    url = f"https://harian-arunika.example/berita/{number}"
    new = replace(new_article(text, url=url), source_key=f"key {number}")
    (added,) = at.call(lambda library: articles.add_all(library, [new]), saving=True)
    number = added.article
    first = at.call(lambda library: articles.revision(library, number)).id
    quotes = {f"{seed}-{index}": span for index, span in enumerate(passages(rng, text))}
    save(at, *(Change(None, _mark(uid, number, first, text, span)) for uid, span in quotes.items()))
    found = []
    traced: Traced = [(char, place) for place, char in enumerate(text)]
    for state in range(states):
        for _ in range(rng.choice([1, 1, 2, 4])):
            traced = rng.choice(EDITS)(rng, traced) or traced
        if _revise(at, number, plain(traced), rng.randrange(3)) is not ImportStatus.REVISED:
            continue
        pair: Pair = at.call(lambda library: revisions.pair(library, number))
        assert pair.newer.text.text == plain(traced)
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
