"""The sentence around a span, by the rules that Indonesian and English news needs.

A full stop, question or exclamation mark ends a sentence, with the quotation marks and brackets
after it, when white space follows and then no small letter: “Ya!” ujarnya is one sentence.
"""

import re
from collections.abc import Iterator, Sequence

from annotations.model import Block, Span
from annotations.spans.arithmetic import paragraph_at, trim
from annotations.spans.words import word_end_before, word_start_after

LONGEST_SENTENCE = 4_000
"""Characters looked at on each side; what goes on longer than that is cut at a word."""

_END = re.compile(r"""(?:[.!?…]+["'”’»)\]*_]*(?=\s)|[。！？]+[」』”’]*)""")
_NEXT = re.compile(r"""\s*["'“‘„«(\[*_]*""")
_INITIALS = re.compile(r"(?:[^\W\d]{1,3}\.)+[^\W\d]{1,3}")  # S.H  M.Si  U.S
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘„«/]+$")

# After these no sentence ends.
_TITLES = frozenset(
    """
    kec kab kel ds dsn jl jln gg dr drs dra drg ir prof h hj kh tgk ust bpk sdr sdri
    jend letjen mayjen brigjen komjen irjen kombes kompol akbp akp iptu ipda aiptu aipda bripka
    briptu bripda pol inf purn marsda marsma laksda laksma kol letkol kapt lettu letda
    jo yo mr mrs ms messrs st jr rev hon gov gen col lt cpl sgt capt maj cmdr adm insp supt vs cf
    """.split()  # noqa: SIM905 - far longer as a list
)
# These are titles with a capital, else words: "Sen. Warner", "50 sen".
_CAPITAL_TITLES = frozenset(("sen", "sens", "rep", "reps", "gens", "pres", "dist"))
# After these none ends when a number follows; "No." and "hal." are sentences and words as well.
_BEFORE_NUMBERS = frozenset(
    """
    no nos nr art arts sec para paras fig vol hal hlm ps psl tgl th thn pkl rp rm pp p
    jan feb mar apr jun jul aug agt ags sep sept oct okt nov dec des
    """.split()  # noqa: SIM905 - far longer as a list
)
# These may well end one, if a capital follows: "a.m. The", "dll. Kapolda".
_MAY_END = {"a.m", "p.m", "dll", "dsb", "dst", "dkk", "etc", "inc", "ltd", "corp", "co", "tbk"}


def sentence_span(text: str, span: Span, blocks: Sequence[Block] = ()) -> Span:
    """Widen a span to the whole sentences that it touches, without outer white space.

    Stays within the blocks that the span begins and ends in; without blocks, between blank lines.
    """
    first, last = _limits(text, span, blocks)
    start, end = first, last
    for found in _END.finditer(text, first, last):
        if span.start < found.end() < span.end:
            continue
        if not _is_end(text, found, first, last):
            continue
        if found.end() <= span.start:
            start = found.end()
        else:
            end = found.end()
            break
    return trim(text, Span(start, max(end, span.end)))


def _limits(text: str, span: Span, blocks: Sequence[Block]) -> tuple[int, int]:
    if blocks:
        first, last = paragraph_at(blocks, span.start), paragraph_at(blocks, max(span.end - 1, 0))
        start = min(first.start, span.start) if first else 0
        end = max(last.end, span.end) if last else len(text)
    else:
        start = text.rfind("\n\n", 0, span.start)
        start = 0 if start < 0 else start + 2
        end = text.find("\n\n", span.end)
        end = len(text) if end < 0 else end
    if start < span.start - LONGEST_SENTENCE:
        start = min(word_start_after(text, span.start - LONGEST_SENTENCE), span.start)
    if span.end + LONGEST_SENTENCE < end:
        end = max(word_end_before(text, span.end + LONGEST_SENTENCE), span.end)
    return start, end


def _is_end(text: str, found: re.Match[str], first: int, last: int) -> bool:
    """Say whether marks that may end a sentence do."""
    follows = _NEXT.match(text, found.end(), last)
    after = text[follows.end() : follows.end() + 1] if follows else ""
    if after.islower():
        return False
    if not found[0].startswith("."):
        return True
    if found[0] == "." and _is_abbreviation(text, found.start(), first, after):
        return False
    # "Kamis. (25/7/2024)": the date goes with the day.
    return not (after.isdecimal() and text[follows.end() - 1] == "(" if follows else False)


def _is_abbreviation(text: str, stop: int, first: int, after: str) -> bool:
    found = _LAST_WORD.search(text, max(first, stop - 40), stop)
    word = found[0].casefold() if found else ""
    if word in _MAY_END:
        return not (after.isupper() or not after)
    if word in _TITLES or _INITIALS.fullmatch(word):
        return True
    if word in _CAPITAL_TITLES and found is not None and found[0][0].isupper():
        return after.isupper()
    if word in _BEFORE_NUMBERS:
        return after.isdecimal()
    if len(word) == 1 and word.isalpha():
        return text[stop - 1].isupper()
    # "3. Ketiga", a number that was typed at the head of its paragraph
    return word.isdecimal() and found is not None and found.start() == first


def sentence_spans(text: str, limits: Span) -> Iterator[Span]:
    """Cut [start, end) of a text into its sentences, in order, without outer white space."""
    start = limits.start
    for found in _END.finditer(text, limits.start, limits.end):
        if found.end() > start and _is_end(text, found, limits.start, limits.end):
            if (span := trim(text, Span(start, found.end()))).start < span.end:
                yield span
            start = found.end()
    if (span := trim(text, Span(start, limits.end))).start < span.end:
        yield span
