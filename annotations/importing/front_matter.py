"""The block of `key: value` lines between two `---` that web clippers put above an article.

CommonMark would read it as a rule and a heading. It is no part of the story: its keys are read
and it is left out of the text, unless nothing stands below it.
"""

import re
from dataclasses import replace

from annotations.model import Metadata

BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n((?:[^\n]{0,2000}\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
LINE = re.compile(r"^([A-Za-z][\w -]{0,30}):[ \t]+(\S.*?)[ \t\r]*$", re.MULTILINE)
KEYS = {
    "title": ("title", "judul", "headline"),
    "byline": ("author", "byline", "penulis", "by"),
    "outlet": ("site", "publication", "publisher", "outlet", "media"),
    "url": ("url", "source", "link", "canonical"),
}
DATES = ("published", "date", "tanggal", "publish_date")


def split_front_matter(source: str) -> tuple[str, str]:
    """Part the block from the Markdown below it; the block is "" where there is none.

    A block with nothing below it is the text itself.
    """
    found = BLOCK.match(source)
    if not found or not LINE.search(found[1]) or not source[found.end() :].strip():
        return "", source
    return found[1], source[found.end() :]


def with_front_matter(read: Metadata, block: str) -> Metadata:
    """Let the block's keys go before what was read off the article."""
    from annotations.importing.dates import read_date

    values = {key.lower(): value.strip("\"'[] ") for key, value in LINE.findall(block)}
    said = {
        name: next((values[key] for key in keys if values.get(key)), "")
        for name, keys in KEYS.items()
    }
    date = read_date(next((values[key] for key in DATES if key in values), ""), read.language)
    return replace(
        read,
        title=said["title"] or read.title,
        byline=said["byline"] or read.byline,
        outlet=said["outlet"] or read.outlet,
        url=said["url"] if re.match(r"https?://", said["url"]) else read.url,
        published=date if date.words else read.published,
    )
