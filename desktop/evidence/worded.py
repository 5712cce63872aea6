"""A piece of evidence in words: its name, its sign, and what is said more faintly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.dates import show_date
from annotations.invisible import visible
from annotations.labels import label
from annotations.model import Evidence
from annotations.vocabulary import EvidenceKind, EvidenceStance
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.evidence import Other

SIGNS: Mapping[EvidenceStance, str] = {
    EvidenceStance.SUPPORTS: "+",
    EvidenceStance.CONTRADICTS: "\u2260",
    EvidenceStance.CONTEXT: "\u25cb",
}
_ICONS: Mapping[EvidenceKind, str] = {
    EvidenceKind.HIGHLIGHT: "quote",
    EvidenceKind.ARTICLE: "article",
    EvidenceKind.FILE: "file",
    EvidenceKind.URL: "link",
    EvidenceKind.CALL: "call",
    EvidenceKind.MEETING: "meeting",
}
_MEDIA = {"image": "image", "audio": "sound", "video": "sound"}
_JOIN = " \u00b7 "


@dataclass(frozen=True, slots=True)
class Worded:
    """What a row shows. `faint` may be empty."""

    icon: str
    name: str
    stance: str
    faint: str

    @property
    def spoken(self) -> str:
        """The row in one line, for a screen reader."""
        return ". ".join(part for part in (self.name, self.stance, self.faint) if part)


def worded(evidence: Evidence, words: Catalogue, others: "Mapping[str, Other]") -> Worded:
    """Put a piece of evidence into words; `others` are what evidence may name, by uid."""
    kind = evidence.kind
    day = show_date(evidence.looked_at, words) if evidence.looked_at else ""
    note = " ".join(evidence.note.split())
    icon = _ICONS[kind]
    if kind is EvidenceKind.FILE:
        icon = _MEDIA.get(evidence.media_type.partition("/")[0], icon)
    said = f"{SIGNS[evidence.stance]} {label(evidence.stance, words)}"
    dated = "" if kind in {EvidenceKind.CALL, EvidenceKind.MEETING} else day
    archived = words("archived") if evidence.archived_url else ""
    held = words("held by {name}", name=visible(evidence.held_by)) if evidence.held_by else ""
    faint = _JOIN.join(part for part in (dated, archived, held, note) if part)
    return Worded(icon, _name(evidence, words, others, day), said, faint)


def _name(evidence: Evidence, words: Catalogue, others: "Mapping[str, Other]", day: str) -> str:
    kind = label(evidence.kind, words)
    if evidence.kind is EvidenceKind.FILE:
        return visible(evidence.file_name) or kind
    if evidence.kind is EvidenceKind.URL:
        return visible(evidence.url).split("://", 1)[-1].rstrip("/") or kind
    if evidence.kind in {EvidenceKind.CALL, EvidenceKind.MEETING}:
        return _JOIN.join(part for part in (kind, day) if part)
    other = others.get(evidence.target)
    if other is None:
        return kind
    quote = " ".join(other.words.split())
    return f"K-{other.highlight:03d} {quote}" if other.highlight else quote or words("Untitled")
