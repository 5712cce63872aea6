"""Reading back what Kutip itself told of a highlight. All of it may have been written by others."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from annotations import plain
from annotations.exchange.taken import Own
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Statistic,
    Translation,
)
from annotations.model import Evidence, Promise, Speaker
from annotations.vocabulary import Origin, Terms

T = TypeVar("T")
Json = dict[str, Any]  # Any: a JSON value

VERSION = 1
_LABEL = re.compile(r"K-(\d{3,7})", re.ASCII)
_UID = re.compile(r"[\w-]{1,64}", re.ASCII)
_DIGITS = 40  # of a number of a news story, at most
_SPEAKER = ("uid", "name", "role", "institution", "is_institution")
_PROMISE = ("uid", "kind", "promisor", "what", "to_whom", "deadline", "condition", "steps")
_EVIDENCE = (
    "uid", "kind", "stance", "target", "file_name", "media_type", "url", "archived_url",
    "looked_at", "held_by",
)  # fmt: skip
NUMBERS = ("value", "value_max", "numerator", "denominator")


def read(told: object) -> Own:
    """Read what stands under `kutip:highlight`.

    Raises TypeError, KeyError, ValueError, AttributeError or ArithmeticError for what is none.
    """
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise ValueError("of another version")
    label = _LABEL.fullmatch(told.get("label", ""))
    speaker = told.get("speaker", {})
    return Own(
        number=int(label[1]) if label else 0,
        speaker=_record(Speaker, speaker, _SPEAKER) if speaker else None,
        attribution=plain.read(Attribution, told.get("attribution", {})),
        statistics=tuple(map(_fit, _facts(Statistic, told.get("statistics", [])))),
        legal=_facts(LegalReference, told.get("legal", [])),
        commitments=_facts(Commitment, told.get("commitments", [])),
        promises=tuple(_record(Promise, each, _PROMISE) for each in told.get("promises", [])),
        checks=_facts(Check, told.get("checks", [])),
        translations=_facts(Translation, told.get("translations", [])),
        # Whose evidence it is, is told by where it stands; never by what it says.
        evidence=tuple(
            _record(Evidence, {**each, "highlight": ""}, (*_EVIDENCE, "highlight"))
            for each in told.get("evidence", [])
        ),
        terms=Terms(told.get("terms", "")),
        origin=Origin(told.get("origin", Origin.HAND)),
        starred=told.get("starred") is True,
    )


def is_uid(uid: object) -> bool:
    """Whether something can be the uid of a record."""
    return isinstance(uid, str) and _UID.fullmatch(uid) is not None


def _facts(kind: type[T], told: object) -> tuple[T, ...]:
    found: tuple[Any, ...] = plain.read(tuple[kind, ...], told)  # type: ignore[valid-type]
    _identified(found)
    return found


def _record(kind: type[T], told: Json, names: tuple[str, ...]) -> T:
    """Read some fields of a record; the others are of another library, and not ours."""
    found = plain.read(kind, {name: told[name] for name in names if name in told})
    _identified([found])
    return found


def _identified(found: Iterable[Any]) -> None:
    if any(each.uid and not is_uid(each.uid) for each in found):
        raise ValueError("no uid")


def _fit(fact: Statistic) -> Statistic:
    """Refuse numbers that would be written with a million digits."""
    given: list[Decimal | None] = [getattr(fact, name) for name in NUMBERS]
    for each in given:
        if each is not None and (not each.is_finite() or abs(each.adjusted()) > _DIGITS):
            raise ValueError("no number of a story")
    return fact
