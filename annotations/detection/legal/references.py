"""From a citation to a legal reference: its fields, each with the words it was read from."""

from annotations.detection.legal.cited import Part
from annotations.detection.legal.discussion import UNDER_DISCUSSION, Citation
from annotations.detection.reading import Reading
from annotations.facts import LegalReference, Source

_OF_PROVISIONS = ("article", "paragraph", "letter", "point", "ordinal")


def reference(reading: Reading, citation: Citation) -> tuple[LegalReference, str]:
    """Fill a legal reference; also give the question that the text leaves open, or ""."""
    parts: dict[str, Part] = dict(citation.law.parts) if citation.law else {}
    if citation.provision is not None:
        parts.update(citation.provision.parts)
    fields = {key: part.value for key, part in parts.items()}
    rule = citation.law.rule if citation.law and citation.own else UNDER_DISCUSSION
    sources = tuple(Source(key, part.start, part.end, rule) for key, part in parts.items())
    if citation.law:
        fields["jurisdiction"] = citation.law.jurisdiction
    return LegalReference(sources=sources, **fields), ""
