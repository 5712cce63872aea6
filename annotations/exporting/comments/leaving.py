"""Whether an article may leave the library as a whole.

A report holds quotes one by one, and of each is looked at what it tells. A whole document says
more: who was met where, two paragraphs above; nobody can strike a source out of that by rule. So
an article with words off the record, or of a source, stays at home altogether.
"""

from collections.abc import Sequence

from annotations.discretion import Discretion
from annotations.errors import Staying, StaysWhole
from annotations.model import Article, Highlight
from annotations.vocabulary import Terms


def refuse_if_it_stays(
    article: Article, title: str, text: str, highlights: Sequence[Highlight], rules: Discretion
) -> None:
    """Raise StaysWhole where no copy of an article may leave.

    `title` is what people call it; `highlights` are all it has, those in the trash too.
    """
    about = article.metadata
    off_record = [each.label for each in highlights if each.terms is Terms.OFF_RECORD]
    source = [each.label for each in highlights if each.speaker in rules.hidden]
    said = (text, about.title, about.byline, about.outlet, about.place, about.caption, about.url)
    if article.terms is Terms.OFF_RECORD:
        raise StaysWhole(title, Staying.OFF_RECORD)
    if rules.withholds(article):
        raise StaysWhole(title, Staying.EMBARGO, until=article.embargo)
    if off_record:
        raise StaysWhole(title, Staying.HOLDS_OFF_RECORD, tuple(off_record))
    if source:
        raise StaysWhole(title, Staying.SOURCE_SPEAKS, tuple(source))
    if any(map(rules.names_anyone, said)):
        raise StaysWhole(title, Staying.NAMES_SOURCE)
