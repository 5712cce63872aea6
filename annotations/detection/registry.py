"""Whom the registry of speakers knows by the name that a rule read.

One who is called so is meant. Several, or only a longer or shorter form of the name: a person is
asked. Nobody, and a real name: a new speaker. A description ("saksi mata") is nobody's name.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import uuid4

from annotations.detection.found import Named
from annotations.identities import standing
from annotations.model import Speaker

_SMALL = frozenset(
    """
    al an and bin binti da dan de del della der di do dos du el ibn la le of the van von y &
    """.split()  # noqa: SIM905 - far longer as a list
)
_BEGINS = re.compile(r"(?:^|[.!?:…\n])[\s\"'“‘„«(\[*_#>-]{0,20}\Z")
"""What a sentence begins behind."""
_BEFORE = 25
"""Characters that are looked at before a word: more than `_BEGINS` passes over."""
_LOOKED_AT = 50
_FEWEST = 3
"""Letters of a name's part by which a longer form of it is proposed."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks. `speaker` is a uid, "" where nobody is set; `new` is to be added with it.

    `candidates` are whom the name may mean: a person decides, or adds somebody new of that `name`.
    """

    speaker: str = ""
    new: Speaker | None = None
    candidates: tuple[Speaker, ...] = ()
    name: str = ""


def resolve(named: Named, speakers: Iterable[Speaker], text: str = "") -> Resolved:
    """Look a name up; `speakers` are all of the registry, those merged into others too.

    `text` is the article, which tells a name from a word that begins a sentence.
    """
    name = " ".join(named.name.split())
    if not name:
        return Resolved()
    if not is_name(named):
        return Resolved(name=name)
    known = tuple(speakers)
    found = called(known, name)
    if len(found) == 1:
        return Resolved(found[0].uid, name=name)
    if not found and not is_name(named, text):
        return Resolved(name=name)
    near = found or _partly_called(known, name)
    if near:
        return Resolved(candidates=tuple(near), name=name)
    new = newcomer(named)
    return Resolved(new.uid, new, name=name)


def newcomer(named: Named) -> Speaker:
    """Make a speaker whom the registry does not know yet, with what tells him from others."""
    name = " ".join(named.name.split())
    itself = named.institution == named.name
    return Speaker(
        uid=str(uuid4()),
        name=name,
        role=named.role,
        institution="" if itself else named.institution,
        is_institution=itself,
    )


def called(speakers: Sequence[Speaker], name: str) -> list[Speaker]:
    """List those whose name or alias this is, whatever the case; of merged ones who they became."""
    wanted = name.casefold()
    return _standing(
        speakers, lambda each: wanted in {one.casefold() for one in (each.name, *each.aliases)}
    )


def is_name(named: Named, text: str = "") -> bool:
    """Say whether this names somebody, and is no description, office or rank.

    Every word but particles begins with a capital, and the role that was read is another. A single
    word is none that the text writes small, too, or has at the head of sentences only.
    """
    words = [word for word in named.name.split() if word.casefold() not in _SMALL]
    if not words or named.name.casefold() == named.role.casefold():
        return False
    if not all(word[0].isupper() or not word[0].isalpha() for word in words):
        return False
    if not any(word[0].isupper() for word in words):
        return False
    return len(words) > 1 or not text or _stands_as_name(words[0], text)


def _stands_as_name(word: str, text: str) -> bool:
    if word.lower() != word and re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text):
        return False
    found = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    starts = (each.start() for each in islice(found, _LOOKED_AT))
    return any(not _BEGINS.search(text[max(0, start - _BEFORE) : start]) for start in starts)


def _partly_called(speakers: Sequence[Speaker], name: str) -> list[Speaker]:
    """List those whose name has all words of this one and more, or the other way round."""
    words = _parts(name)
    return (
        _standing(
            speakers,
            lambda each: any(
                parts and (words <= parts or parts <= words)
                for parts in map(_parts, (each.name, *each.aliases))
            ),
        )
        if words
        else []
    )


def _parts(name: str) -> frozenset[str]:
    words = (word.strip(".,") for word in name.casefold().split())
    return frozenset(word for word in words if len(word) >= _FEWEST and word not in _SMALL)


def _standing(speakers: Sequence[Speaker], wanted: Callable[[Speaker], bool]) -> list[Speaker]:
    """Find speakers, each as who it was merged into in the end, without those in the trash."""
    by_uid = {each.uid: each for each in speakers}
    found: dict[str, Speaker] = {}
    for each in speakers:
        if not wanted(each):
            continue
        meant = standing(by_uid.get, each)
        if not meant.trashed:
            found[meant.uid] = meant
    return list(found.values())
