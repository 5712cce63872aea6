"""The words of a law, as somebody pasted them in to hold quoted wording against."""

from dataclasses import dataclass

from annotations.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionText(Record):
    """The text of one provision. `iri` is what references to it are known by (`facts`).

    `citation` names it to people; `valid_from` and `valid_to` are ISO dates or empty; `source`
    says where the words were taken from, `url` where they can be looked up.
    """

    iri: str
    citation: str = ""
    language: str = ""
    text: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    url: str = ""
