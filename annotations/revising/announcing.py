"""Whether a newer state of an article says itself that something was corrected or changed."""

import re
from dataclasses import dataclass

from annotations.facts import WrittenDate
from annotations.model import Block, RichText, Span
from annotations.spans import sentence_span
from annotations.vocabulary import BlockKind

LONGEST = 600
"""Characters of a paragraph that is a notice as a whole; of a longer one the sentence is."""

# At the head of a paragraph, and then a mark: "Koreksi saham berlanjut" is news.
_HEADS = (
    "ralat", "koreksi", "klarifikasi", "catatan redaksi", "permohonan maaf", "pembaruan",
    "pemutakhiran", "hak koreksi", "catatan koreksi", "catatan editor",
    "correction", "corrections", "corrected", "correction notice", "clarification", "erratum",
    "editor's note", "editors' note", "editorial note", "update", "amendment",
    "correction and clarification",
)  # fmt: skip
# Anywhere, one a line; "|" parts words for one place, "…" is up to four words, {…} a list below.
_SAYINGS = """
{naskah} ini … telah|sudah … {diubah}
{naskah} ini … mengalami {perubahan}
ada|terdapat|dilakukan {perubahan} … pada|dalam|atas|di {naskah}
redaksi … mohon|memohon|meminta|menyampaikan … maaf
kami mohon|memohon|meminta maaf atas … kekeliruan|kesalahan|kekhilafan
versi sebelumnya|terdahulu|awal|lama dari|pada artikel|berita|tulisan ini
demikian ralat|koreksi|klarifikasi ini
this {article} … was|has|have|had|is … {changed}
an|the earlier|previous|original version of this {article}
we apologise|apologize for the|this|these|any|our error|errors|mistake|mistakes|confusion
we regret the|this|these|our error|errors|mistake|mistakes
"""
_LISTS = {
    "naskah": "artikel|berita|tulisan|naskah|judul|laporan|halaman",
    "diubah": "diperbarui|diperbaharui|diralat|dikoreksi|disunting|diubah|direvisi|dimutakhirkan"
    "|diperbaiki|ralat|koreksi|perbarui|perbaiki|sunting|ubah",
    "perubahan": "perubahan|pembaruan|koreksi|perbaikan|ralat|penyuntingan|kekeliruan|kesalahan",
    "article": "article|story|report|post|page|piece|item|headline|version",
    "changed": "updated|amended|corrected|changed|revised|edited|clarified|modified",
}
_APOSTROPHES = str.maketrans("’‘`´", "''''")
_WORDS_AFTER_UPDATE = 4


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice of correction: its words at [start, end) of the newer text, the date it names."""

    words: str
    span: Span
    date: WrittenDate = WrittenDate()


def announced(old: RichText, new: RichText, language: str = "") -> Announcement | None:
    """Find the notice of a correction or update in `new` that was not in `old`, if there is one.

    Notices in Indonesian and English are known, whatever the language of the text, which is asked
    for its dates only. A line that merely dates the update is none: it says of no change.
    """
    from annotations.importing.dates import find_dates

    before = _folded(old.text)
    text = new.text.translate(_APOSTROPHES)
    blocks = new.blocks or (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),)
    for index in range(len(blocks)):
        span = _notice(text, blocks, index)
        if span is None or _folded(new.text[span.start : span.end]) in before:
            continue
        words = new.text[span.start : span.end]
        dates = [each.date for each in find_dates(words, language)]
        # "Dimuat 3 Mei, diralat 5 Mei": the last one is the correction's as a rule.
        return Announcement(words, span, dates[-1] if dates else WrittenDate())
    return None


def _notice(text: str, blocks: tuple[Block, ...], index: int) -> Span | None:
    block = blocks[index]
    head = _HEAD.match(text, block.start, block.end)
    if head and not (block.kind == BlockKind.HEADING and head["mark"] == "-"):
        return _headed(text, blocks, index, head)
    said = _SAYING.search(text, block.start, block.end)
    if said is None:
        return None
    if block.end - block.start <= LONGEST:
        return Span(block.start, block.end)
    return sentence_span(text, Span(said.start(), said.end()), blocks)


def _headed(text: str, blocks: tuple[Block, ...], index: int, head: "re.Match[str]") -> Span | None:
    """Take a notice with its heading: a heading alone is one with the paragraph after it."""
    end = blocks[index].end
    rest = text[head.end() : end]
    if not rest.strip(" *_:"):
        if index + 1 == len(blocks):
            return None
        end = blocks[index + 1].end
        rest = text[blocks[index + 1].start : end]
    elif not head["mark"]:
        return None
    if head["word"].casefold() in {"update", "pembaruan"} and _only_dated(rest):
        return None
    return Span(head.start("word"), min(end, head.start() + 2 * LONGEST))


def _only_dated(words: str) -> bool:
    """Say whether an update says nothing but when it was."""
    return len(re.findall(r"[^\W\d_]{3,}", words)) < _WORDS_AFTER_UPDATE


def _folded(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def _saying(words: str) -> str:
    parts = [
        r"(?:\S+\s+){0,4}?" if part == "…" else rf"(?:{part})\W+"
        for part in words.format_map(_LISTS).split()
    ]
    return r"\b" + "".join(parts).removesuffix(r"\W+") + r"\b"


_HEAD = re.compile(
    rf"[\s*_(\[]*(?P<word>{'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})"
    r"(?:[\s,]*\(?[^:\n()]{0,40}?\d{4}[^:\n()]{0,20}\)?)?[\s*_\])]*(?P<mark>[:–—-]|$|(?=\n))",
    re.IGNORECASE,
)
_SAYING = re.compile("|".join(map(_saying, _SAYINGS.strip().splitlines())), re.IGNORECASE)
