"""A search that a person keeps by a name, to ask it again as the library grows."""

from dataclasses import dataclass

from annotations.model import Record
from annotations.queries import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch(Record):
    """A filter with a name. What is asked is kept, never what was found."""

    name: str
    wanted: Filter = Filter()
