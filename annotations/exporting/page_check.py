"""A page that somebody's template wrote, looked at piece by piece and written anew.

Only known elements with known attributes pass; anything that loads, runs, sends or leads
elsewhere unasked is refused, with its line. The page is put together again from what was
understood, so that a browser reads what was looked at, and its head is written here: the policy
comes before all else and allows the page's own styles by their hashes.
"""

import re
from html import escape
from html.parser import HTMLParser

from annotations.errors import BadTemplate
from annotations.exporting.html_page import is_link, policy
from resources import marked

_TEXT = frozenset((
    "h1", "h2", "h3", "p", "blockquote", "ul", "ol", "li", "table", "caption", "colgroup", "col",
    "thead", "tbody", "tfoot", "tr", "th", "td", "a", "b", "i", "em", "strong", "mark", "small",
    "sub", "sup", "span", "div", "section", "article", "header", "footer", "main", "nav", "aside",
    "figure", "figcaption", "img", "details", "summary", "hr", "br", "dl", "dt", "dd", "code",
    "pre", "q", "s", "u", "wbr",
))  # fmt: skip
_DRAWN = frozenset((
    "svg", "g", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text",
    "tspan", "polyline", "polygon",
))  # fmt: skip
_VOID = frozenset(("col", "img", "hr", "br", "wbr"))
_HEAD = frozenset(("html", "head", "body", "meta", "title"))
_ATTRIBUTES = frozenset((
    "class", "id", "lang", "dir", "title", "role", "alt", "width", "height", "colspan", "rowspan",
    "span", "scope", "start", "open", "tabindex", "rel", "hidden", "href", "src", "decoding",
))  # fmt: skip
_DRAWING = frozenset((
    "viewbox", "xmlns", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d",
    "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "opacity",
    "transform", "patternunits", "patterntransform", "patterncontentunits", "text-anchor",
    "font-size", "font-weight", "font-family", "dominant-baseline", "preserveaspectratio",
    "shape-rendering", "stroke-linecap", "stroke-linejoin", "dx", "dy",
))  # fmt: skip
_CASED = {
    "viewbox": "viewBox",
    "patternunits": "patternUnits",
    "patterntransform": "patternTransform",
    "patterncontentunits": "patternContentUnits",
    "preserveaspectratio": "preserveAspectRatio",
}
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")
_ANCHOR = re.compile(r"#[\w-]+")
_INSIDE = re.compile(r"url\(#[\w-]+\)|var\(--[\w-]+,\s*#?[\w-]+\)|[^():\\]*|\w+\([\d\s.,+-]*\)")
# What a style could fetch with, or leave its element with.
_FETCHES = re.compile(r"url\s*\(|@import|image-set|src\s*\(|expression|\\|<", re.IGNORECASE)

_ELEMENT = marked("the element “{element}” cannot stand in a report.")
_ATTRIBUTE = marked("“{attribute}” cannot stand in the element “{element}”.")
_ADDRESS = marked("“{attribute}” of “{element}” leads or loads from where a report may not.")
_STYLE = marked("a style can load nothing from anywhere.")
_NO_PAGE = marked("it writes no page; let it begin with {% extends 'page.html' %}.")


class _Refused(Exception):
    """Something cannot stand in a page; `values` fill the message."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def checked_page(text: str, name: str, *, pictures: bool) -> str:
    """Write a page anew from the parts of it that are allowed. Raises BadTemplate for others."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except _Refused as error:
        detail = error.message
        for key, value in error.values.items():
            detail = detail.replace(f"{{{key}}}", value)
        raise BadTemplate(name, detail) from error
    if not reader.has_body:
        raise BadTemplate(name, _NO_PAGE)
    return _page(reader, pictures=pictures)


def _page(reader: "_Reader", *, pictures: bool) -> str:
    about = "".join(f'<meta name="{k}" content="{escape(v)}">\n' for k, v in reader.about.items())
    styles = "".join(f"<style>{each}</style>\n" for each in reader.styles)
    return (
        f'<!doctype html>\n<html lang="{escape(reader.language)}" dir="{escape(reader.direction)}">'
        '\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
        f'{escape(policy(reader.styles, pictures=pictures))}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{about}<title>{escape(reader.title)}</title>\n{styles}</head>\n<body>\n"
        f"{''.join(reader.parts)}\n</body>\n</html>\n"
    )


class _Reader(HTMLParser):
    """Takes a page apart; what may stand in it is kept in `parts`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.styles: list[str] = []
        self.about: dict[str, str] = {}
        self.title, self.language, self.direction = "", "en", "ltr"
        self.has_body = False
        self._open: list[str] = []
        self._into = ""  # "title" or "style" while one is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is allowed; raise _Refused for another."""
        given = {key: value or "" for key, value in attrs}
        if self._into:
            raise _Refused(_ELEMENT, element=tag)
        if tag == "style":
            self._into = tag
            self.styles.append("")
        elif not self.has_body and tag in _HEAD:
            self._head(tag, given)
        elif not self.has_body or (tag not in _TEXT and tag not in _DRAWN):
            raise _Refused(_ELEMENT, element=tag)
        else:
            self._element(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself; in HTML only drawings have such."""
        self.handle_starttag(tag, attrs)
        if tag in _DRAWN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open within it."""
        if self._into == tag:
            self._into = ""
        elif tag in self._open:
            while self._open:
                closed = self._open.pop()
                self.parts.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Take text: escaped in the body, as it is in a style that fetches nothing."""
        if self._into == "style":
            if _FETCHES.search(data):
                raise _Refused(_STYLE)
            self.styles[-1] += data
        elif self._into == "title":
            self.title += data
        elif self.has_body:
            self.parts.append(escape(data, quote=False))

    def handle_pi(self, data: str) -> None:
        """Refuse an instruction to a processor."""
        raise _Refused(_ELEMENT, element=f"?{data[:20]}")

    def unknown_decl(self, data: str) -> None:
        """Refuse a marked section."""
        raise _Refused(_ELEMENT, element=f"![{data[:20]}")

    def close(self) -> None:
        """Close what the page left open."""
        super().close()
        while self._open:
            self.parts.append(f"</{self._open.pop()}>")

    def _head(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "en")
            self.direction = given.get("dir", "ltr")
        elif tag == "body":
            self.has_body = True
        elif tag == "title":
            self._into = tag
        elif tag == "meta" and given.get("name") in {"page", "date", "color-scheme"}:
            self.about[given["name"]] = given.get("content", "")
        elif tag == "meta" and given.get("http-equiv", "Content-Security-Policy").lower() != (
            "content-security-policy"
        ):
            raise _Refused(_ATTRIBUTE, element=tag, attribute="http-equiv")

    def _element(self, tag: str, given: dict[str, str]) -> None:
        shown = "".join(self._attribute(tag, key, value) for key, value in given.items())
        self.parts.append(f"<{tag}{shown}>")
        if tag not in _VOID:
            self._open.append(tag)

    def _attribute(self, tag: str, key: str, value: str) -> str:
        drawn = tag in _DRAWN and key in _DRAWING
        named = key in _ATTRIBUTES or key.startswith(("aria-", "data-"))
        if not (drawn or named):
            raise _Refused(_ATTRIBUTE, element=tag, attribute=key)
        if key in {"href", "src"}:
            leads = tag == "a" and key == "href" and (is_link(value) or _ANCHOR.fullmatch(value))
            holds = tag == "img" and key == "src" and _PICTURE.fullmatch(value)
            if not (leads or holds):
                raise _Refused(_ADDRESS, element=tag, attribute=key)
        elif drawn and key != "xmlns" and not _INSIDE.fullmatch(value):
            raise _Refused(_ADDRESS, element=tag, attribute=key)
        return f' {_CASED.get(key, key)}="{escape(value)}"'
