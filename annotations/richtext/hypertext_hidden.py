"""What of a page nobody sees who reads it in a browser.

Decided by the element alone: the `hidden` attribute, a closed dialog, and the usual ways of a
style attribute. `aria-hidden` hides from machines that read aloud, not from eyes: it stays.
"""

import re

from annotations.richtext.hypertext_tree import Node

_SPACES = re.compile(r"\s+|!important|/\*.*?\*/", re.DOTALL)
_NOTHING = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[a-z]+|%)?")
_FAR_AWAY = re.compile(r"-\d{4,}(?:\.\d*)?(?:px|pt|r?em|ex|%|v[wh])")
_TINY = re.compile(r"0*[01](?:\.0*)?px|0+(?:\.0*)?(?:[a-z]+|%)?")
_CLIPPED_AWAY = re.compile(
    r"rect\((?:[01](?:px)?[,]?){4}\)|inset\((?:100|50)%\)|circle\(0[a-z%]*\)"
)
_HIDES = {
    "display": {"none"},
    "visibility": {"hidden", "collapse"},
    "content-visibility": {"hidden"},
    "mso-hide": {"all"},
    "color": {"transparent"},
}
_SHOWN_WHEN_FOUND = "until-found"


def is_hidden(node: Node) -> bool:
    """Whether nobody sees this element and what is in it."""
    attributes = node.attributes
    if not attributes:
        return node.name == "dialog"
    if "hidden" in attributes and attributes["hidden"].strip().lower() != _SHOWN_WHEN_FOUND:
        return True
    if node.name == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and hides(style or "")


def hides(style: str) -> bool:
    """Whether the declarations of a style attribute leave nothing to see."""
    said = declarations(style)
    if any(said.get(name, "") in values for name, values in _HIDES.items()):
        return True
    if _is_nothing(said.get("font-size")) or _is_nothing(said.get("opacity")):
        return True
    if any(_FAR_AWAY.fullmatch(said.get(name, "")) for name in ("text-indent", "left", "top")):
        return True
    if _CLIPPED_AWAY.fullmatch(said.get("clip", "")) or _CLIPPED_AWAY.fullmatch(
        said.get("clip-path", "")
    ):
        return True
    if said.get("overflow", "").startswith(("hidden", "clip")):
        sizes = ("height", "width", "max-height", "max-width")
        return any(_TINY.fullmatch(said.get(name, "-")) for name in sizes)
    return False


def declarations(style: str) -> dict[str, str]:
    """Read a style attribute: names and values in small letters, without white space."""
    said: dict[str, str] = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            said[_SPACES.sub("", name).lower()] = _SPACES.sub("", value).lower()
    return said


def _is_nothing(value: str | None) -> bool:
    return bool(value) and bool(_NOTHING.fullmatch(value or ""))
