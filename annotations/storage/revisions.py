"""Two states of an article beside each other: where its highlights stand, and putting them back."""

from dataclasses import dataclass, replace
from uuid import uuid4

from annotations.entries import Entry
from annotations.errors import BadSpan, NoSuchRecord
from annotations.model import Article, Imported, Placement, PutBack, Revision, Span
from annotations.spans import trim
from annotations.storage import articles, highlights, history
from annotations.storage.adding import Added, NewArticle, add_all
from annotations.storage.history import Change, ChangeSet
from annotations.storage.library import Library, rows, tuples, values
from annotations.storage.nouns import PUT_BACK, read_all
from annotations.vocabulary import PlacementState
from resources import marked

PUT_BACK_LABEL = marked("Put a highlight back")
CONFIRM_LABEL = marked("Confirm where a highlight stands")
TAKE_OFF_LABEL = marked("Leave a highlight where it was found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A highlight and where it stands on the newer of two revisions.

    `entry.placement` is that place, whichever is the article's newest; `words` stand there now,
    "" for a lost one. `put_back` is what a person decided, if anybody did.
    """

    entry: Entry
    words: str
    put_back: PutBack | None = None

    @property
    def placement(self) -> Placement:
        """Where it stands on the newer revision."""
        return self.entry.placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two revisions of an article, and its highlights made before the newer, in reading order.

    `revising.comparing.compare(pair.older.text, pair.newer.text)` tells what changed: not on the
    store's thread, where a long text would keep a save waiting.
    """

    article: Article
    older: Revision
    newer: Revision
    placed: tuple[Placed, ...]


def pair(library: Library, article_id: int, older: int = 0, newer: int = 0) -> Pair:
    """Read two revisions by their numbers: `newer` 0 is the newest, `older` 0 the one before it.

    What is in the trash is left out. Raises NoSuchRecord, also where there is only one revision.
    """
    article = articles.read(library, article_id)
    after = articles.revision(library, article_id, newer)
    number = older or after.number - 1
    if not number:
        raise NoSuchRecord("older revision", f"{article_id}/{after.number}")
    if not 0 < number < after.number:
        raise NoSuchRecord("newer revision", f"{article_id}/{number}")
    before = articles.revision(library, article_id, number)
    return Pair(article=article, older=before, newer=after, placed=_placed(library, after))


def _placed(library: Library, newer: Revision) -> tuple[Placed, ...]:
    found = {
        number: (uid, Placement(start, end, PlacementState(state), similarity))
        for number, uid, start, end, state, similarity in tuples(
            library,
            "SELECT h.id, h.uid, p.start_offset, p.end_offset, p.state, p.similarity"
            " FROM placements p JOIN highlights h ON h.id = p.highlight_id"
            " WHERE p.revision_id = ? AND h.trashed = '' ORDER BY h.start_offset, h.id",
            (newer.id,),
        )
    }
    put = put_backs(library, newer.id)
    text = newer.text.text
    return tuple(
        Placed(
            entry=replace(entry, placement=place),
            words="" if place.state is PlacementState.LOST else text[place.start : place.end],
            put_back=put.get(uid),
        )
        for entry in highlights.entries(library, list(found))
        for uid, place in [found[entry.highlight.id]]
    )


def put_backs(library: Library, revision_id: int) -> dict[str, PutBack]:
    """Read what a person put on a revision, by the highlight's uid; the last one counts."""
    query = "SELECT * FROM put_backs WHERE revision_id = ? AND trashed = '' ORDER BY id"
    found = read_all(library, PUT_BACK, rows(library, query, (revision_id,)))
    return {each.highlight: each for each in found if isinstance(each, PutBack)}


def put_back(
    library: Library,
    highlight: str,
    revision_id: int,
    span: Span,
    *,
    author: str = "",
    label: str = PUT_BACK_LABEL,
) -> ChangeSet:
    """Put a highlight (its uid) on words of a revision newer than its own, as one step of undo.

    The quote stays as captured; the placement is *moved* with its true similarity until the step
    is undone. Raises NoSuchRecord, BadSpan and SaveError.
    """
    text = _newer_text(library, highlight, revision_id)
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end].isspace():
        raise BadSpan(span.start, span.end, len(text))
    span = trim(text, span)
    before = put_backs(library, revision_id).get(highlight)
    after = (
        replace(before, start=span.start, end=span.end)
        if before
        else PutBack(
            uid=str(uuid4()),
            highlight=highlight,
            revision_id=revision_id,
            start=span.start,
            end=span.end,
        )
    )
    return history.replace(library, [Change(before, after)], label=label, author=author)


def confirm(library: Library, highlight: str, revision_id: int, *, author: str = "") -> ChangeSet:
    """Say that a highlight under review stands where it was found: a put-back on those words.

    Raises NoSuchRecord where nothing is under review, and SaveError.
    """
    found = tuples(
        library,
        "SELECT p.start_offset, p.end_offset FROM placements p JOIN highlights h"
        " ON h.id = p.highlight_id WHERE h.uid = ? AND p.revision_id = ? AND p.state = ?",
        (highlight, revision_id, PlacementState.REVIEW.value),
    )
    if not found:
        raise NoSuchRecord("placement", highlight)
    span = Span(*found[0])
    return put_back(library, highlight, revision_id, span, author=author, label=CONFIRM_LABEL)


def take_off(library: Library, highlight: str, revision_id: int, *, author: str = "") -> ChangeSet:
    """Take a put-back away again: the highlight stands where it was found, or is lost.

    Raises NoSuchRecord and SaveError.
    """
    before = put_backs(library, revision_id).get(highlight)
    if before is None:
        raise NoSuchRecord("placement", highlight)
    return history.replace(library, [Change(before, None)], label=TAKE_OFF_LABEL, author=author)


def reread(library: Library, article_id: int, imported: Imported, *, author: str = "") -> Added:
    """Store what the kept original of the newest revision is read as now: in another encoding.

    Parsing is the caller's, in the worker. REVISED, or DUPLICATE if the words are the same.
    Raises NoSuchRecord and SaveError.
    """
    newest = articles.revision(library, article_id)
    keys = values(
        library, "SELECT source_key FROM revision_origins WHERE revision_id = ?", (newest.id,)
    )
    new = NewArticle(
        imported=imported,
        original=articles.original(library, newest.original_sha256),
        source=newest.source,
        part=newest.part,
        source_key=keys[0] if keys else "",
        revises=article_id,
    )
    (added,) = add_all(library, [new], author=author)
    return added


def _newer_text(library: Library, highlight: str, revision_id: int) -> str:
    """Read the text of a revision that is newer than a highlight's own."""
    own = highlights.by_uid(library, highlight)
    found = values(
        library,
        "SELECT text FROM texts JOIN revisions newer ON newer.id = revision_id"
        " JOIN revisions own ON own.article_id = newer.article_id AND own.number < newer.number"
        " WHERE newer.id = ? AND own.id = ?",
        (revision_id, own.revision_id),
    )
    if not found:
        raise NoSuchRecord("revision", str(revision_id))
    return str(found[0])
