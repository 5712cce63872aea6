"""What the rules for laws hand to one another: laws and provisions, each part with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """One field as it will be filled, and the code points [start, end) that it was read from."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law cited at [start, end).

    `parts` are fields of a legal reference; `place` is the region or body that gave it. `has_parts`
    says that it can have articles: a ruling has none. `aside` is a law that is amended or carried
    out by another, which is not the one under discussion afterwards. A `quiet` one is no citation
    by itself, but has articles that are: the constitution, a code in small letters.
    """

    start: int
    end: int
    rule: str
    jurisdiction: str = ""
    kind: str = "act"
    parts: Mapping[str, Part] = field(default_factory=dict)
    place: str = ""
    has_parts: bool = True
    aside: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """An article, section or title at [start, end), and what it says of paragraph and letter.

    `unit` is how its kind of provision is called in lists of all languages: "article", "section".
    `chained` says that it goes on from the one before: "juncto", "dan", a comma.
    """

    start: int
    end: int
    unit: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    chained: bool = False
