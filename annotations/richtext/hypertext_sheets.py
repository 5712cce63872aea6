"""Which classes and ids a page's own style sheets hide.

Only what is beyond doubt: a rule for one class or one id, for every screen, that says
`display: none` or `visibility: hidden`, and no other rule that shows anything of that name. The
cascade is not followed further: a word too many can be seen, a word too few cannot.
"""

import re

from annotations.richtext.hypertext_hidden import declarations

MOST_STYLE = 2_000_000
"""Characters of style sheets that are looked at."""
_STYLE = re.compile(r"<style(?=[ \t\n\f\r/>])([^>]{0,500})>", re.IGNORECASE)
_STYLE_END = re.compile(r"</style", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.{0,4000}?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_ALONE = re.compile(r"[.#]-?[A-Za-z_][\w-]*")
_NAMED = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_MEDIA = re.compile(r"media\s*=\s*[\"']?\s*(?!all|screen)[a-z(]", re.IGNORECASE)
_HIDDEN = {"display": {"none"}, "visibility": {"hidden", "collapse"}}


def hidden_names(source: str) -> frozenset[str]:
    """Name the classes (".x") and ids ("#x") that nobody sees."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for sheet in _sheets(source):
        depth_is_one = _without_blocks(sheet)
        for selectors, body in _RULE.findall(sheet):
            said = declarations(body)
            hides = any(said.get(name) in values for name, values in _HIDDEN.items())
            if not hides and not any(name in said for name in _HIDDEN):
                continue
            for selector in selectors.split(","):
                selector = selector.strip()  # noqa: PLW2901 - the same, without white space
                if hides and _ALONE.fullmatch(selector) and selector in depth_is_one:
                    hidden.add(selector)
                elif not hides:
                    shown.update(_NAMED.findall(selector))
    return frozenset(name for name in hidden if name[1:] not in shown)


def _sheets(source: str) -> list[str]:
    sheets: list[str] = []
    position = total = 0
    while (found := _STYLE.search(source, position)) and total < MOST_STYLE:
        end = _STYLE_END.search(source, found.end())
        if end is None:
            break
        position = end.end()
        if not _MEDIA.search(found[1]):
            sheets.append(_COMMENT.sub(" ", source[found.end() : end.start()][:MOST_STYLE]))
            total += len(sheets[-1])
    return sheets


def _without_blocks(sheet: str) -> frozenset[str]:
    """Name the selectors of rules that stand in no block: those of @media hold for some screens."""
    depth = 0
    names: set[str] = set()
    start = 0
    for found in re.finditer(r"[{};]", sheet):
        if found[0] == "{":
            if depth == 0:
                names.update(part.strip() for part in sheet[start : found.start()].split(","))
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        start = found.end()
    return frozenset(names)
