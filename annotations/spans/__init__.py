"""Spans of a text: arithmetic, words, sentences, and what lies over what."""

from annotations.spans.arithmetic import merged, overlaps, paragraph_at, shared, trim
from annotations.spans.coverage import Coverage, Marked, Piece, pieces
from annotations.spans.sentence import sentence_span, sentence_spans
from annotations.spans.words import (
    word_at,
    word_end_after,
    word_end_before,
    word_start_after,
    word_start_before,
)

__all__ = [
    "Coverage",
    "Marked",
    "Piece",
    "merged",
    "overlaps",
    "paragraph_at",
    "pieces",
    "sentence_span",
    "sentence_spans",
    "shared",
    "trim",
    "word_at",
    "word_end_after",
    "word_end_before",
    "word_start_after",
    "word_start_before",
]
