"""Findings that say the same of one passage, about one article or about many."""

from collections.abc import Iterable

from annotations.checking.found import Finding


def grouped(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Sort findings into groups, in order: one kind, the same passages, the same said of them.

    A release that ran in twenty papers brings one group of twenty, each about another article.
    """
    found: dict[object, list[Finding]] = {}
    for each in findings:
        said = tuple(sorted((name, str(value)) for name, value in each.values.items()))
        key = (each.kind, each.spans, each.message, bool(each.other), said)
        found.setdefault(key, []).append(each)
    return [tuple(group) for group in found.values()]
