"""What a web page says of the article in it: title, byline, outlet, date, address, language.

JSON-LD first, for a newsroom's own system wrote it; then Open Graph, meta of other makes, marks in
the page (microdata, h-entry, `<time>`), and last the lines of the text itself (`metadata`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from annotations.importing.language import language_of
from annotations.importing.metadata import metadata_of
from annotations.importing.page_dates import META, above_story, marked_dates, published
from annotations.importing.page_head import Head
from annotations.importing.page_parts import is_signed
from annotations.model import Metadata, RichText
from annotations.richtext import normalise
from annotations.richtext.hypertext_tree import Node
from annotations.vocabulary import BlockKind

_ARTICLES = (
    *("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"),
    *("BackgroundNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "SocialMediaPosting"),
    *("Report", "WebPage"),
)
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
)
_AUTHORS = (
    *(
        "author",
        "parsely-author",
        "dc.creator",
        "dcterms.creator",
        "sailthru.author",
        "article:author",
    ),
    *("byl", "cxenseparse:author", "content_author", "citation_author", "twitter:data1"),
)
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "al:android:app_name",
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SEPARATORS = re.compile(r"\s+(?:[|•·«»–—:]|-{1,2})\s+")
_BY = re.compile(
    r"^(?:(?:by|oleh|penulis|reporter|pewarta|wartawan|text by|story by)\b\s*:?\s*"
    r"|(?:posted|written|published|diposting|ditulis|dipublikasikan)\s+(?:by|oleh)\b\s*:?\s*)+",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    """admin administrator author editor editorial newsroom none null redaksi redaktur staff
    superuser tim timredaksi unknown user webmaster""".split()  # noqa: SIM905
)
_NO_OUTLETS = frozenset(("blogger", "wordpress", "wordpresscom", "mysite", "website"))
"""Programs that pages are made with."""
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)
_REPORTER = re.compile(r"rep\s*:\s*([^/|:]+?)\s*(?:/|\||$)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]{1,30}\)$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_AFTER_NAME = re.compile(r"\s+(?:[-–—|•·/@]|\d)|,\s(?!(?:[A-Z][A-Za-z]{0,3}\.)+)")
_DEGREE = re.compile(r",\s(?:[A-Z][A-Za-z]{0,3}\.)+$")
_DIGIT = re.compile(r"\d")
LONGEST_NAME = 120
MOST_OUTLET_WORDS = 5
MOST_NAME_WORDS = 6
MOST_HEADINGS = 30
"""That are compared with the title."""
MOST_AUTHORS = 12


@dataclass(frozen=True, slots=True)
class Marks:
    """What elements of a page are marked as: its headings, authors, and (stamp, words) of dates."""

    headings: tuple[str, ...]
    authors: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]


def marks_of(page: Node) -> Marks:
    """Read the marks of a whole page, before its article is cut out of it."""
    nodes = list(page.all())
    return Marks(
        tuple(
            " ".join(node.words().split())
            for node in islice((node for node in nodes if node.name in _HEADINGS), MOST_HEADINGS)
        ),
        tuple(_marked_authors(nodes)),
        tuple(marked_dates(nodes)),
    )


def metadata_of_page(head: Head, marks: Marks, text: RichText, address: str = "") -> Metadata:
    """Read the metadata of a page. `marks` are those of all of it, `text` is its article.

    `address` is where a program that saved the page says it came from. Only an absolute address
    is one.
    """
    own = metadata_of(text)
    thing = _article(head.things)
    language = _language(head, thing) or language_of(text.text)
    outlet = _outlet(head, thing, marks.headings) or own.outlet
    headline = _headline_of(text)
    title = _title(head, thing, (*marks.headings, headline), outlet) or own.title
    if title == head.title and headline and _folded(outlet) in {"", _folded(title)}:
        title = headline if not _in_text(title, text) else title
    url = _url(head, thing, address)
    byline = _byline(head, thing, marks.authors, outlet) or own.byline or _labelled(text)
    said = published(
        (_said(thing, "datePublished"), *(head.meta.get(name, "") for name in META)),
        marks.dates,
        own.published,
        language,
    )
    return replace(
        own,
        title=_without_author(title, byline),
        byline=byline,
        byline_url=own.byline_url if own.byline == byline else "",
        outlet=outlet,
        published=said if said.start else above_story(text.text.split("\n"), language),
        language=language,
        url=url or ("" if _IMAGE.search(own.url) else own.url),
    )


def title_of(head: Head) -> str:
    """Say what the page is about, to know its headline by."""
    thing = _article(head.things)
    return _said(thing, "headline") or head.first(*_TITLES[:3]) or head.title


def _article(things: Iterable[dict[str, Any]]) -> dict[str, Any]:
    found: dict[int, dict[str, Any]] = {}
    by_id: dict[str, dict[str, Any]] = {}
    for thing in things:
        kinds = thing.get("@type", ())
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if kind in _ARTICLES and ("headline" in thing or "datePublished" in thing):
                found.setdefault(_ARTICLES.index(kind), thing)
        if "@id" in thing and len(thing) > 1:
            by_id.setdefault(str(thing["@id"]), thing)
    if not found:
        return {}
    return {key: _resolved(value, by_id) for key, value in found[min(found)].items()}


def _resolved(value: object, by_id: dict[str, dict[str, Any]]) -> object:
    """Put the thing in the place of its number."""
    if isinstance(value, list):
        return [_resolved(each, by_id) for each in value[:MOST_AUTHORS]]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return by_id.get(str(value["@id"]), value)
    return value


def _said(thing: dict[str, Any], key: str) -> str:
    value = thing.get(key, "")
    return _clean(value) if isinstance(value, str) else ""


def _clean(value: str) -> str:
    return " ".join(normalise(unescape(value)).split())


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield _clean(value)
    elif isinstance(value, list):
        for each in value[:MOST_AUTHORS]:
            yield from _names(each)
    elif isinstance(value, dict):
        yield from _names(value.get("name", ""))


# -- title -----------------------------------------------------------------------------------


def _title(head: Head, thing: dict[str, Any], headings: Sequence[str], outlet: str) -> str:
    said = [_said(thing, "headline"), *(head.meta.get(name, "") for name in _TITLES), head.title]
    for title in filter(None, said):
        short = _without_outlet(title, outlet, headings)
        if short:
            return short
    return ""


def _without_outlet(title: str, outlet: str, headings: Sequence[str]) -> str:
    """Cut the outlet off a title: "… - Kabar.com", "Kabar | …"."""
    folded = _folded(title)
    for heading in headings:
        if _folded(heading) == folded:
            return title
        if len(heading) > len(title) // 2 and _folded(heading) and _folded(heading) in folded:
            return heading
    parts = _SEPARATORS.split(title)
    kept = [part for part in parts if not (outlet and _folded(part) == _folded(outlet))]
    if len(kept) < len(parts) and kept:
        longest = max(kept, key=len)
        start, end = title.find(kept[0]), title.find(kept[-1]) + len(kept[-1])
        return (
            title[start:end] if len(kept[0]) > len(longest) // 2 and len(kept) < 2 + 1 else longest
        )
    if len(parts) > 1 and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", parts[-1]):
        return title[: title.rfind(parts[-1])].rstrip(" |•·–—:-")
    return title


def _without_author(title: str, byline: str) -> str:
    """Cut the author off a title: "… - by Rina Wulandari"."""
    parts = _SEPARATORS.split(title)
    if len(parts) > 1 and byline and _folded(_BY.sub("", parts[-1])) == _folded(byline):
        return title[: title.rfind(parts[-1])].rstrip(" |•·–—:-")
    return title


def _headline_of(text: RichText) -> str:
    """Take the first line of an article where it is a heading."""
    block = next(iter(text.blocks), None)
    if block is None or block.kind is not BlockKind.HEADING:
        return ""
    return " ".join(text.text[block.start : block.end].split())


def _in_text(title: str, text: RichText) -> bool:
    return _folded(title) in _folded(text.text[: 4 * LONGEST_NAME])


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


# -- who and where -----------------------------------------------------------------------------


def _byline(head: Head, thing: dict[str, Any], authors: Sequence[str], outlet: str) -> str:
    for said in (
        _names(thing.get("author", "")),
        (head.meta[name] for name in _AUTHORS if name in head.meta),
        iter(authors),
    ):
        names = []
        for name in said:
            short = _without_role(_BY.sub("", name), outlet).strip(" ,;|-")
            if _is_name(short) and _folded(short) != _folded(outlet) and short not in names:
                names.append(short)
        if names:
            return ", ".join(names)
    return ""


def _without_role(name: str, outlet: str) -> str:
    """Cut off what stands behind a name: ", Kabar Kota", "(earlier)"."""
    before, comma, last = name.rpartition(",")
    if comma and outlet and _folded(last) == _folded(outlet):
        name = before
    return _BRACKETED.sub("", name)


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and not _ADDRESS.match(name)
        and _folded(name) not in _NO_NAMES
        and any(letter.isalpha() for letter in name)
        and "@" not in name
    )


def _marked_authors(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the first words that the page marks as the author's name, the surest mark first."""
    for node in nodes:
        if not node.attributes:
            continue
        classes = node.attributes.get("class", "").split()
        if (
            node.attributes.get("itemprop", "") == "author"
            or "author" in node.attributes.get("rel", "").split()
            or "p-author" in classes
            or ("vcard" in classes and "author" in classes)
        ):
            inside = next(
                (each for each in node.all() if each.attributes.get("itemprop") == "name"), node
            )
            yield " ".join(inside.words().split())
            return
    for node in nodes:
        if is_signed(node):
            linked = next((each for each in node.all() if each.name == "a"), node)
            said = [each for each in node.children if isinstance(each, Node)]
            whole = _folded("".join(each.words() for each in said)) == _folded(node.words())
            apart = said if whole else []
            for each in (linked, *apart) if linked is not node else (*apart, node):
                name = _first_name(" ".join(each.words().split()))
                if name:
                    yield name
                    return


def _labelled(text: RichText) -> str:
    """Read "Rep: Rina Wulandari/ Red: Bagus" in one of the lines above the story."""
    lines = islice(text.text.split("\n"), MOST_HEADINGS)
    found = (_REPORTER.match(line) for line in lines if len(line) <= LONGEST_NAME)
    return next((name for each in found if each and (name := _first_name(each[1]))), "")


def _first_name(said: str) -> str:
    """Take the name out of "Oleh Rina W. - Kabar"; "" where there is none."""
    name = _AFTER_NAME.split(_BY.sub("", said))[0].strip(" ,:")
    name = name if _DEGREE.search(name) else name.strip(" .,:")
    words = name.split()
    named = all(word[0].isupper() or word in {"bin", "binti", "de", "van", "von"} for word in words)
    return name if 1 < len(words) <= MOST_NAME_WORDS and named and not _DIGIT.search(name) else ""


def _outlet(head: Head, thing: dict[str, Any], headings: Sequence[str]) -> str:
    named = next(filter(None, _names(thing.get("publisher", ""))), "")
    if _folded(named) in _NO_OUTLETS:
        named = ""
    if named or (named := head.first("publisher", *_OUTLETS)):
        return re.sub(r"^https?://(?:www\.)?", "", named).rstrip("/")
    kinds = ("WebSite", "NewsMediaOrganization")
    things = (each for each in head.things if each.get("@type") in kinds)
    said = next((name for each in things for name in _names(each) if name), "")
    return said or _outlet_of_title(head.title, headings)


def _outlet_of_title(title: str, headings: Sequence[str]) -> str:
    """Take what stands in the window's title beside the headline and is no section."""
    parts = _SEPARATORS.split(title)
    known = {_folded(heading) for heading in headings}
    if len(parts) < 2 or not known.intersection(map(_folded, parts)):  # noqa: PLR2004 - headline and outlet
        return ""
    last = parts[-1] if _folded(parts[-1]) not in known else parts[0]
    return last if len(last.split()) <= MOST_OUTLET_WORDS else ""


def _url(head: Head, thing: dict[str, Any], address: str) -> str:
    page = thing.get("mainEntityOfPage", "")
    of_page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    said = (
        *(head.meta.get("og:url", ""), head.canonical, _said(thing, "url"), of_page),
        head.meta.get("mainentityofpage", ""),
        *(_said(each, "url") for each in head.things if each.get("@type") == "WebPage"),
        address,
    )
    found = [url for each in said if (url := _absolute(str(each or ""), head.base or address))]
    # an address of the whole site is none of an article's, while there is another
    inner = [url for url in found if len(urlsplit(url).path) > 1 or urlsplit(url).query]
    return next(iter(inner or found), "")


def _absolute(url: str, base: str) -> str:
    url = url.strip()
    try:
        if not _ADDRESS.match(url) and url and _ADDRESS.match(base):
            url = urljoin(base, url)
        parts = urlsplit(url)
        if not _ADDRESS.match(url) or not parts.hostname:
            return ""
        name, at, _ = parts.netloc.rpartition("@")  # somebody's own name and password there
        return url.replace(f"{name}{at}", "", 1) if at else url
    except ValueError:
        return ""


def _language(head: Head, thing: dict[str, Any]) -> str:
    said = (
        head.language or _said(thing, "inLanguage") or head.first("content-language", "og:locale")
    )
    found = _LANGUAGE.fullmatch(said.strip())
    if not found:
        return ""
    # the part that says how a text is read; which country's English it is, nobody asks
    language = found[0].replace("_", "-").split("-")[0].lower()
    return {"in": "id"}.get(language, language)
