"""Markdown for Obsidian: one note with properties, a callout a highlight, a block id for each.

In Obsidian a stranger's words could embed another note, run a query of Dataview or a script of
Templater. Every sign that any of them reads is written as an entity here, which all of them show
as the sign and none of them reads; so a quote is whole once entities are read, and nothing runs.
"""

import json
import re
from collections.abc import Iterator

from annotations.dates import show_date
from annotations.exporting.clearing import failed, not_cleared, runs
from annotations.exporting.html_page import is_link
from annotations.exporting.markdown_text import code
from annotations.exporting.report import Group, Grouping, Report
from annotations.exporting.shown import (
    Showing,
    Shown,
    proven_texts,
    show_origin,
    summary,
    withheld_lines,
)
from resources import Catalogue, marked

name = "obsidian"
title = marked("Markdown for Obsidian, a note with block links")
suffix = ".md"
binary = False

# Always: escapes, code, emphasis, links and embeds, HTML and Templater, tables, math, strike.
# Where they say something: an entity, a highlight, a comment, a field of Dataview, a template,
# a tag, a block id, an address that an editor would make a link of.
_SIGNS = re.compile(
    r"[\\`*\[\]<>|$~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|=(?==)|(?<==)=|%(?=%)|(?<=%)%|%(?=>)"
    r"|:(?=:)|(?<=:):|[{}](?=[{}%])|(?<=[{}%])[{}]|\#(?=[^\s#])|\^(?=[\w-])|:(?=//)|(?<=\bwww)\."
)
_START = re.compile(r"[ \t]+|[-+#=](?=[-+#=\s]|$)|(?<=\d)[.)](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff<>{}%]")
_NO_TAG = re.compile(r"[^\w/-]+")


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the note; highlights are made one by one."""
    yield from _head(report, words)
    showing = Showing(report, words)
    for group in report.groups:
        yield f"\n## {inline(group.heading)}\n\n"
        if report.grouping == Grouping.ARTICLE:
            yield from _article(group, words)
        for shown in showing.group(group):
            yield from _highlight(shown, words, by_article=report.grouping == Grouping.ARTICLE)
        if group.also:
            also = ", ".join(f"[[#^{label.lower()}|{label}]]" for label in group.also)
            yield f"{inline(words('Also'))}: {also}\n\n"
    yield from _proof(report, words)


def _head(report: Report, words: Catalogue) -> Iterator[str]:
    tags = ["kutip", *(tag_of(count.key) for count in report.tags if count.key)]
    yield "---\n"
    yield f"title: {yaml(report.title)}\n"
    yield f"created: {report.made}\n"
    yield f"highlights: {report.total}\n"
    yield f"tags: [{', '.join(yaml(tag) for tag in dict.fromkeys(tags))}]\n"
    yield "---\n\n"
    yield f"# {inline(report.title)}\n\n"
    lines = (show_date(report.made, words), *report.filters, summary(report, words))
    yield from (f"- {inline(line)}\n" for line in (*lines, *withheld_lines(report, words)))
    for heading, counts in (
        (words("Tags"), report.tags),
        (words("Wording checked"), report.wording),
        (words("Claim checked"), report.claims),
    ):
        if counts:
            told = " · ".join(f"{inline(count.name)} {count.n}" for count in counts)
            yield f"- {inline(heading)}: {told}\n"
    for each in failed(report, words):
        reasons = inline("; ".join(each.reasons))
        yield f"- {inline(words('Checks that failed'))}: {_to(each.label)} {reasons}\n"
    open_ones = not_cleared(report)
    if open_ones:
        told = words.plural(
            "{n} highlight is not cleared for print:",
            "{n} highlights are not cleared for print:",
            len(open_ones),
        )
        links = ", ".join(
            _to(first) if first == last else f"{_to(first)}–{_to(last)}"
            for first, last in runs(open_ones)
        )
        yield f"- {inline(told)} {links}\n"


def _to(label: str) -> str:
    return f"[[#^{label.lower()}|{label}]]"


def _article(group: Group, words: Catalogue) -> Iterator[str]:
    first = group.entries[0]
    origin, url = show_origin(first, words), first.article.metadata.url
    lines = (inline(origin), link(url))
    yield "".join(f"{line}\n" for line in lines if line) + "\n"


def _highlight(shown: Shown, words: Catalogue, *, by_article: bool) -> Iterator[str]:
    who = f" · {inline(shown.speaker)}" if shown.speaker else ""
    yield f"> [!quote] {shown.label}{who}\n{quoted(shown.quote)}\n\n^{shown.anchor}\n\n"
    tags = " ".join(f"#{tag_of(badge.tag)}" for badge in shown.badges)
    if tags:
        yield f"- {tags}\n"
    if shown.before or shown.after:
        around = f"{inline(shown.before)}==…=={inline(shown.after)}"
        yield f"- {inline(words('Sentence'))}: {around}\n"
    if not by_article:
        yield f"- {inline(shown.article)}, {inline(shown.source)} {link(shown.url)}\n"
    for field, value in (
        (words("Place"), shown.locator),
        *shown.attribution,
        *(row for _, rows in shown.facts for row in rows),
        *shown.checks,
        *((words("Evidence"), each) for each in shown.evidence),
    ):
        if value:
            yield f"- {inline(field)}: {inline(value)}\n"
    for language, text in shown.translations:
        yield f"- {inline(language)}: {inline(text)}\n"
    for notice in shown.notice:
        yield f"- {inline(notice)}\n"
    if shown.report_note:
        yield f"\n{quoted(shown.report_note)}\n"
    yield "\n"


def _proof(report: Report, words: Catalogue) -> Iterator[str]:
    """Say where the quotes stand in which text, with the checksums of both."""
    yield f"\n## {inline(words('Where the quotes stand'))}\n\n"
    for text in proven_texts(report.entries, words):
        yield f"- {inline(text.article)}, {inline(text.source)}\n"
        yield f"  - {inline(words('Original file'))}: `{code(text.original_sha256)}`\n"
        yield f"  - {inline(words('Text'))}: `{code(text.text_sha256)}`\n"
        for label, start, end in text.places:
            yield f"  - {_to(label)}: {start}–{end}\n"


def inline(text: str) -> str:
    """Write words so that no program which reads a note takes a sign of them for its own."""
    return _line(" ".join(text.split("\n")))


def quoted(text: str) -> str:
    """Set words in a callout, each line its own; an empty one parts paragraphs."""
    return "\n".join(f"> {_line(line)}" if line else ">" for line in text.split("\n"))


def link(url: str) -> str:
    """Link a web address that is shown in full; any other is plain words."""
    if not is_link(url):
        return inline(url)
    target = re.sub(r"[\[\]()<>|`$\\{}^~*_\s]|%(?![0-9A-Fa-f]{2})|(?<=:):|:(?=:)", _percent, url)
    return f"[{inline(url)}](<{target}>)"


def tag_of(tag: str) -> str:
    """Make a tag that Obsidian takes: letters, digits, hyphens, and not digits alone."""
    found = _NO_TAG.sub("-", tag).strip("-/") or "tag"
    return f"tag-{found}" if found.replace("-", "").isdigit() else found


def yaml(text: str) -> str:
    """Write a text as YAML in double quotes, which JSON's are, but for signs that YAML minds."""
    return _CONTROL.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _line(text: str) -> str:
    entities = _SIGNS.sub(_entity, text)
    start = _START.match(text)
    if start is not None and entities:
        # What begins a list, a heading or a rule, or would be cut off as an indent.
        entities = _SIGNS.sub(_entity, text[start.end() :])
        entities = "".join(map(_coded, start[0])) + entities
    last = entities[-1:]
    return entities[:-1] + _coded(last) if last in {" ", "\t"} else entities


def _entity(found: re.Match[str]) -> str:
    return _coded(found[0])


def _coded(sign: str) -> str:
    return f"&#{ord(sign)};"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
