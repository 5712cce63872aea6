"""One spelling for the addresses under which one article is found."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_SCHEMES = {"http", "https"}
_PORTS = {None, 80, 443}
# The same page for telephones, and for a search engine's own copies.
_HOST_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP = re.compile(r"^/amp(?=/|$)|/amp(?:\.html?)?$|(?<=[^/])\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default|home)(?:\.\w{2,5})?$", re.IGNORECASE)
_LANGUAGE_HOME = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_WRAPPED = (
    re.compile(r"^https?://web\.archive\.org/web/[\d*]+[a-z_]*/(?P<rest>.+)$", re.IGNORECASE),
    re.compile(r"^https?://(?:www\.)?google\.[a-z.]+/amp/(?:s/)?(?P<rest>.+)$", re.IGNORECASE),
    re.compile(r"^https?://[^/]*\bcdn\.ampproject\.org/[a-z]/(?:s/)?(?P<rest>.+)$", re.IGNORECASE),
)
_TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|[a-z]{0,3}clid|_ga|_gl|igshid|igsh|mkt_tok|ncid|cmpid|cmp|ito|smid|smtyp"
    r"|ref|ref_?src|ref_?url|referr?er|source|src|from|share|shared|sharetype|fb_.*|at_.*|ns_.*"
    r"|spm|wt_.*|xtor|taid|tblci|dicbo|outputtype|amp|usqp|amp_.*|noamp|mode|print|view",
    re.IGNORECASE,
)
# Indonesian outlets show a story page by page, or all at once: the words are the same story's.
_WHOLE = {("page", "all"), ("single", "1"), ("showpage", "all"), ("page", "1")}


def url_key(url: str) -> str:
    """Write an address so that one article's spellings are equal; "" where it names no article.

    Scheme, "www", "m" and AMP, fragment, tracking parameters and a slash at the end do not count;
    copies of web archives and AMP caches stand for what they are copies of. The home page of a
    site identifies nothing, nor does an address that is not of the web.
    """
    url = url.strip()
    if not url:  # of most articles, and asked of each several times
        return ""
    for wrapped in _WRAPPED:
        found = wrapped.match(url)
        if found:
            url = found["rest"] if "://" in found["rest"][:10] else f"https://{found['rest']}"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or "." not in host:
        return ""
    host = _HOST_PREFIX.sub("", host.lower().rstrip("."))
    path = quote(unquote(parts.path), safe="/~!$&'()*+,;=:@-._")
    path = _INDEX.sub("", _AMP.sub("", path.rstrip("/")).rstrip("/")).rstrip("/")
    query = urlencode(_kept(parts.query))
    if not query and (not path or _LANGUAGE_HOME.fullmatch(path)):
        return ""
    place = host if port in _PORTS else f"{host}:{port}"
    return f"{place}{path}" + (f"?{query}" if query else "")


def _kept(query: str) -> list[tuple[str, str]]:
    """Leave out parameters that say how a reader came, in an order of their own."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return [("", query)]
    return sorted(
        (name, value)
        for name, value in pairs
        if not _TRACKING.fullmatch(name) and (name.lower(), value.lower()) not in _WHOLE
    )
