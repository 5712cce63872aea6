"""The tables, schema by schema. Released text is never changed: a new schema is a new migration.

Names stand in for what the model calls them; a date is four columns, a number decimal text and a
REAL to sort by, `sources` JSON that tells where each field of a fact was read. What the model
refers to by `uid` is stored so; "" for nobody is NULL where a foreign key looks. Every table but
the blobs is STRICT: a value of the wrong type is refused, whoever writes.
"""

_ID = ["id INTEGER PRIMARY KEY AUTOINCREMENT", "uid TEXT NOT NULL UNIQUE"]
_NOUN = [
    *_ID,
    "version INTEGER NOT NULL",
    "author TEXT NOT NULL DEFAULT ''",
    "created TEXT NOT NULL",
    "changed TEXT NOT NULL",
]
_SUM = ["checksum TEXT NOT NULL"]


def _text(names: str) -> list[str]:
    return [f"{name} TEXT NOT NULL DEFAULT ''" for name in names.split()]


def _flag(names: str) -> list[str]:
    return [f"{name} INTEGER NOT NULL DEFAULT 0" for name in names.split()]


def _date(name: str) -> list[str]:
    return _text(f"{name}_words {name}_start {name}_end {name}_precision")


def _number(names: str) -> list[str]:
    return [column for name in names.split() for column in (f"{name} TEXT", f"{name}_number REAL")]


def _json(names: str) -> list[str]:
    return [f"{name} TEXT NOT NULL DEFAULT '[]'" for name in names.split()]


def _child(parent: str) -> list[str]:
    """Begin a row that belongs to a noun: its place in the list, and its own history."""
    return [
        *_ID,
        "version INTEGER NOT NULL",
        f"{parent}_id INTEGER NOT NULL REFERENCES {parent}s(id)",
        "position INTEGER NOT NULL DEFAULT 0",
    ]


_NEWEST = "revision_id INTEGER NOT NULL REFERENCES revisions(id) DEFERRABLE INITIALLY DEFERRED"

FIRST: dict[str, list[str]] = {
    "meta": ["key TEXT PRIMARY KEY", "value TEXT NOT NULL"],
    "settings": ["key TEXT PRIMARY KEY", "value TEXT NOT NULL"],
    # Original bytes and attached files, by what they are; never changed.
    "blobs": ["sha256 TEXT PRIMARY KEY", "size INTEGER NOT NULL", "data BLOB NOT NULL"],
    "articles": [
        *_NOUN,
        _NEWEST,
        *_text("kind title byline byline_url outlet place"),
        *_date("published"),
        *_text("caption language url archived_url received_from retrieved terms embargo"),
        *_text("correction correction_date"),
        *_flag("read starred"),
        *_text("trashed"),
        *_SUM,
    ],
    "revisions": [
        *_NOUN,
        "article_id INTEGER NOT NULL REFERENCES articles(id)",
        "number INTEGER NOT NULL",
        *_text("text_sha256"),
        "original_sha256 TEXT NOT NULL REFERENCES blobs(sha256)",
        *_flag("original_size"),
        *_text("source imported encoding importer"),
        *_flag("importer_version"),
        *_json("warnings"),
        "metadata TEXT NOT NULL DEFAULT '{}'",
        *_SUM,
        "UNIQUE (article_id, number)",
    ],
    "texts": [
        "revision_id INTEGER PRIMARY KEY REFERENCES revisions(id)",
        "text TEXT NOT NULL",
        *_json("blocks runs"),
        *_SUM,
    ],
    "locators": [
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
        *_text("kind label"),
        *_flag("ordinal"),
        "PRIMARY KEY (revision_id, start_offset, end_offset)",
    ],
    "reading_positions": [
        "article_id INTEGER PRIMARY KEY REFERENCES articles(id)",
        "start_offset INTEGER NOT NULL",
        "changed TEXT NOT NULL",
    ],
    "tags": [*_NOUN, "name TEXT NOT NULL UNIQUE", *_text("key colour"), *_SUM],
    "speakers": [
        *_NOUN,
        *_text("name role institution"),
        *_flag("is_institution confidential"),
        *_text("shown_as"),
        "merged_into TEXT REFERENCES speakers(uid)",
        *_text("trashed"),
        *_SUM,
    ],
    "speaker_names": [*_child("speaker"), *_text("name"), *_SUM],
    "promises": [
        *_NOUN,
        "promisor TEXT REFERENCES speakers(uid)",
        *_text("what to_whom"),
        *_date("deadline"),
        *_text("condition kind"),
        "merged_into TEXT REFERENCES promises(uid)",
        *_text("trashed"),
        *_SUM,
    ],
    "promise_steps": [*_child("promise"), *_text("status at who why"), *_SUM],
    "highlights": [
        *_NOUN,
        "article_id INTEGER NOT NULL REFERENCES articles(id)",
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        *_text("quote prefix suffix"),
        "start_offset INTEGER NOT NULL CHECK (start_offset >= 0)",
        "end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)",
        *_text("text_sha256"),
        "speaker TEXT REFERENCES speakers(uid)",
        *_text("speaker_as_written role institution quote_type cue"),
        *_date("date_said"),
        *_json("sources"),
        *_text("note report_note"),
        *_flag("starred"),
        *_text("terms assigned_to origin trashed wording claim"),
        *_SUM,
    ],
    "placements": [
        "highlight_id INTEGER NOT NULL REFERENCES highlights(id)",
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
        *_text("state"),
        "similarity REAL NOT NULL",
        *_SUM,
        "PRIMARY KEY (highlight_id, revision_id)",
    ],
    "highlight_tags": [
        *_child("highlight"),
        "tag_id INTEGER NOT NULL REFERENCES tags(id)",
        *_SUM,
        "UNIQUE (highlight_id, tag_id)",
    ],
    "statistics": [
        *_child("highlight"),
        *_number("value value_max"),
        *_text("unit qualifier kind"),
        *_number("numerator denominator"),
        *_text("base population period source published_in calculation"),
        *_json("sources"),
        *_SUM,
    ],
    "legal_references": [
        *_child("highlight"),
        *_text("jurisdiction instrument number year edition title name article paragraph"),
        *_text("letter point ordinal court case_number"),
        *_date("decided"),
        *_text("page role citation iri wording"),
        *_json("sources"),
        *_SUM,
    ],
    "commitments": [
        *_child("highlight"),
        *_text("kind who what beneficiary"),
        *_date("deadline"),
        *_text("condition"),
        "promise TEXT REFERENCES promises(uid)",
        *_json("sources"),
        *_SUM,
    ],
    "checks": [*_child("highlight"), *_text("kind state who at how"), *_SUM],
    "translations": [*_child("highlight"), *_text("language text translator"), *_SUM],
    "reply_requests": [
        *_child("highlight"),
        *_text("asked question due answered answer terms"),
        *_SUM,
    ],
    "evidence": [
        *_NOUN,
        "highlight TEXT NOT NULL REFERENCES highlights(uid)",
        *_text("kind stance target file_name media_type url archived_url looked_at note"),
        *_text("trashed"),
        *_SUM,
    ],
    # Kept by rule and by what the words and their surroundings hash to, so that a decision
    # outlives a new revision and a new version of the rule.
    "suggestion_decisions": [
        *_NOUN,
        *_text("kind rule quote_sha256 context_sha256 decision"),
        "article_id INTEGER REFERENCES articles(id)",
        "highlight TEXT REFERENCES highlights(uid)",
        *_SUM,
    ],
    "saved_searches": [*_NOUN, *_text("name"), "filter TEXT NOT NULL DEFAULT '{}'", *_SUM],
    "provision_texts": [
        *_NOUN,
        *_text("iri citation language text valid_from valid_to source url"),
        *_SUM,
    ],
    "change_sets": [
        *_ID,
        *_text("label author"),
        "created TEXT NOT NULL",
        "changed TEXT NOT NULL",
        "reverts INTEGER REFERENCES change_sets(id)",
    ],
    # `record` is the uid of the noun a row belongs to; `before` and `after` hold the columns
    # that changed, NULL for a row that was not there.
    "history": [
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "change_id INTEGER NOT NULL REFERENCES change_sets(id)",
        "table_name TEXT NOT NULL",
        "uid TEXT NOT NULL",
        "record TEXT NOT NULL",
        "before TEXT",
        "after TEXT",
    ],
}
"""Table name to column definitions of schema 1, in the order in which they are made."""

SECOND: dict[str, list[str]] = {
    # Where a revision came from, beside its immutable row: `part` of the original, `pages` that it
    # has, and what another state of the same article is known by: a hash of the file's whole path
    # (with the library's uid, so that it tells nobody a name), and the address in one spelling.
    "revision_origins": [
        "revision_id INTEGER PRIMARY KEY REFERENCES revisions(id)",
        *_text("part source_key url_key"),
        *_flag("pages"),
        *_SUM,
    ],
    # Replaces `locators`, which could not hold a page and a paragraph of the same words.
    "places": [
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
        *_text("kind label"),
        *_flag("ordinal"),
        *_text("read_by"),
        "PRIMARY KEY (revision_id, kind, start_offset, end_offset)",
    ],
    # A lost highlight that a person put back on words of a newer revision. A noun: undone and
    # redone like any other; its place wins over the one that was computed.
    "put_backs": [
        *_NOUN,
        "highlight TEXT NOT NULL REFERENCES highlights(uid)",
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
        *_text("trashed"),
        *_SUM,
    ],
    # What near-duplicates are found by; computed again whenever it is missing, so no checksum.
    "signatures": [
        "revision_id INTEGER PRIMARY KEY REFERENCES revisions(id)",
        "method INTEGER NOT NULL",
        "shingles INTEGER NOT NULL",
        "signature BLOB NOT NULL",
    ],
    "signature_bands": [
        "band INTEGER NOT NULL",
        "hash INTEGER NOT NULL",
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "PRIMARY KEY (band, hash, revision_id)",
    ],
}
"""What schema 2 adds."""

THIRD: dict[str, list[str]] = {
    # Made anew: no version ever wrote a row of it. Where the words stood is kept too, so that a
    # newer rule that takes in a word more or less finds them decided.
    "suggestion_decisions": [
        *_NOUN,
        "article_id INTEGER NOT NULL REFERENCES articles(id)",
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
        *_text("kind rule quote_sha256 context_sha256 decision"),
        "highlight TEXT REFERENCES highlights(uid)",
        *_SUM,
    ],
    # What the rules found in the newest state of each article: how many suggestions nobody has
    # decided, how many checks do not agree. Computed again whenever it is missing or the rules are
    # others (`signature`), so no checksum.
    "suggestion_runs": [
        "revision_id INTEGER PRIMARY KEY REFERENCES revisions(id)",
        "signature TEXT NOT NULL",
        *_flag("quotes statistics legal commitments checks"),
    ],
    # What checks across articles look passages up by: the same quantity, person, law, speaker.
    "suggestion_keys": [
        "revision_id INTEGER NOT NULL REFERENCES revisions(id)",
        "kind TEXT NOT NULL",
        "key TEXT NOT NULL",
        *_text("value"),
        "start_offset INTEGER NOT NULL",
        "end_offset INTEGER NOT NULL",
    ],
}
"""What schema 3 adds, and the one table that it makes anew."""

FOURTH: dict[str, list[str]] = {
    # What a mention did to its promise, what shows a step in the history of one, who holds a
    # recording. Added at the end of their tables, behind the checksum.
    "commitments": _text("mention"),
    "promise_steps": _text("evidence"),
    "evidence": _text("held_by"),
}
"""The columns that schema 4 adds."""

TABLES: dict[str, list[str]] = {
    name: [*columns, *FOURTH.get(name, ())]
    for name, columns in (FIRST | SECOND | THIRD).items()
    if name != "locators"
}
"""The tables of the newest schema."""


def create_table(name: str, tables: dict[str, list[str]]) -> str:
    """Write the statement that makes a table as one schema has it."""
    columns = ",\n  ".join(tables[name])
    return f"CREATE TABLE {name} (\n  {columns}\n) STRICT"
