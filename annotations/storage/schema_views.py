"""Indexes, full-text tables and views, schema by schema."""

INDEXES: dict[str, str] = {
    # Ids first: each order of the list reads one index from end to end and no row of a table.
    # The columns of WHERE stand in the index too, or SQLite would look them up in the row.
    "articles_newest": "articles (published_start DESC, id DESC, trashed) WHERE trashed = ''",
    "articles_added": "articles (id DESC, trashed) WHERE trashed = ''",
    "articles_title": "articles (title COLLATE NOCASE, id DESC, trashed) WHERE trashed = ''",
    "articles_outlet": (
        "articles (outlet, published_start DESC, id DESC, trashed) WHERE trashed = ''"
    ),
    "articles_kind": "articles (kind, published_start DESC, id DESC, trashed) WHERE trashed = ''",
    "articles_unread": (
        "articles (published_start DESC, id DESC, trashed, read) WHERE trashed = '' AND read = 0"
    ),
    "articles_starred": (
        "articles (published_start DESC, id DESC, trashed, starred)"
        " WHERE trashed = '' AND starred = 1"
    ),
    "articles_trashed": "articles (trashed) WHERE trashed <> ''",
    # Without it each new revision scans all articles for the deferred foreign key.
    "articles_revision": "articles (revision_id)",
    "revisions_original": "revisions (original_sha256)",
    "revisions_text": "revisions (text_sha256)",
    "highlights_place": "highlights (article_id, start_offset, end_offset DESC)",
    # Covers the counts beside the list of articles.
    "highlights_counts": "highlights (article_id, trashed, wording, claim, revision_id)",
    "highlights_revision": "highlights (revision_id)",
    "highlights_speaker": "highlights (speaker)",
    "highlights_trashed": "highlights (trashed) WHERE trashed <> ''",
    "highlight_tags_tag": "highlight_tags (tag_id, highlight_id)",
    "placements_revision": "placements (revision_id, state)",
    "statistics_highlight": "statistics (highlight_id)",
    "legal_references_highlight": "legal_references (highlight_id)",
    "legal_references_iri": "legal_references (iri)",
    "commitments_highlight": "commitments (highlight_id)",
    "commitments_promise": "commitments (promise)",
    "checks_highlight": "checks (highlight_id)",
    "translations_highlight": "translations (highlight_id)",
    "reply_requests_highlight": "reply_requests (highlight_id)",
    "speaker_names_speaker": "speaker_names (speaker_id)",
    "speakers_merged": "speakers (merged_into) WHERE merged_into IS NOT NULL",
    "promise_steps_promise": "promise_steps (promise_id)",
    "promises_merged": "promises (merged_into) WHERE merged_into IS NOT NULL",
    "promises_promisor": "promises (promisor)",
    "evidence_highlight": "evidence (highlight)",
    "suggestion_decisions_words": "suggestion_decisions (rule, quote_sha256, context_sha256)",
    "suggestion_decisions_article": "suggestion_decisions (article_id)",
    "suggestion_decisions_highlight": "suggestion_decisions (highlight)",
    "provision_texts_iri": "provision_texts (iri)",
    "change_sets_reverts": "change_sets (reverts) WHERE reverts IS NOT NULL",
    "history_change": "history (change_id)",
    "history_record": "history (record)",
}
"""Index name to what it is on."""

ARTICLE_WORDS = ("title", "byline", "outlet", "text")
HIGHLIGHT_WORDS = ("quote", "note", "report_note", "speaker")
"""The indexed columns, in the order of the full-text tables."""

VIEWS: dict[str, str] = {
    # What the full-text tables index; they read it again for snippets and to be rebuilt.
    "article_words": """
SELECT articles.id, articles.title, articles.byline, articles.outlet, texts.text
FROM articles JOIN texts ON texts.revision_id = articles.revision_id
""",
    "highlight_words": """
SELECT highlights.id, highlights.quote, highlights.note, highlights.report_note,
  coalesce(speakers.name, '') || ' ' || highlights.speaker_as_written AS speaker
FROM highlights LEFT JOIN speakers ON speakers.uid = highlights.speaker
""",
    # One row a highlight, for Datasette, DB Browser and sqlite-utils: read it, never write.
    # Trash and private notes are left out; of a confidential speaker only what may be shown.
    "evidence_list": """
SELECT highlights.id,
  highlights.uid,
  'K-' || printf('%03d', highlights.id) AS label,
  highlights.quote,
  coalesce((SELECT group_concat(name, ', ') FROM (
    SELECT tags.name FROM highlight_tags JOIN tags ON tags.id = highlight_tags.tag_id
    WHERE highlight_tags.highlight_id = highlights.id ORDER BY tags.id)), '') AS tags,
  CASE WHEN speakers.confidential OR merged.confidential
    THEN coalesce(nullif(speakers.shown_as, ''), merged.shown_as, '')
    ELSE coalesce(merged.name, speakers.name, '') END AS speaker,
  CASE WHEN speakers.confidential OR merged.confidential THEN ''
    ELSE highlights.speaker_as_written END AS speaker_as_written,
  highlights.report_note,
  highlights.starred,
  highlights.wording,
  highlights.claim,
  articles.id AS article_id,
  articles.title,
  articles.outlet,
  articles.published_start AS published,
  articles.url,
  revisions.number AS revision,
  highlights.start_offset,
  highlights.end_offset,
  highlights.text_sha256,
  revisions.original_sha256,
  highlights.author,
  highlights.created,
  highlights.changed
FROM highlights
JOIN articles ON articles.id = highlights.article_id
JOIN revisions ON revisions.id = highlights.revision_id
LEFT JOIN speakers ON speakers.uid = highlights.speaker
LEFT JOIN speakers AS merged ON merged.uid = speakers.merged_into
WHERE highlights.trashed = '' AND articles.trashed = ''
  AND highlights.terms <> 'off_record' AND articles.terms <> 'off_record'
""",
}
"""View name to its query."""

_TOKENS = "unicode61 remove_diacritics 2"


def full_text(name: str, view: str, columns: tuple[str, ...]) -> str:
    """Write the statement that makes a full-text table over a view."""
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, content='{view}',"
        f" content_rowid='id', tokenize='{_TOKENS}')"
    )


def statements() -> list[str]:
    """List what makes the indexes, views and full-text tables, in order."""
    indexes = [f"CREATE INDEX {name} ON {what}" for name, what in INDEXES.items()]
    views = [f"CREATE VIEW {name} AS {query.strip()}" for name, query in VIEWS.items()]
    texts = [
        full_text("articles_fts", "article_words", ARTICLE_WORDS),
        full_text("highlights_fts", "highlight_words", HIGHLIGHT_WORDS),
    ]
    return [*indexes, *views, *texts]


SECOND_INDEXES: dict[str, str] = {
    "revision_origins_source": "revision_origins (source_key) WHERE source_key <> ''",
    "revision_origins_url": "revision_origins (url_key) WHERE url_key <> ''",
    "put_backs_highlight": "put_backs (highlight)",
    "put_backs_revision": "put_backs (revision_id)",
    "signature_bands_revision": "signature_bands (revision_id)",
}


def second_statements() -> list[str]:
    """List what schema 2 makes besides its tables: what `locators` held goes into `places`."""
    return [
        (
            "INSERT INTO places (revision_id, start_offset, end_offset, kind, label, ordinal)"
            " SELECT revision_id, start_offset, end_offset, kind, label, ordinal FROM locators"
        ),
        "DROP TABLE locators",
        *(f"CREATE INDEX {name} ON {what}" for name, what in SECOND_INDEXES.items()),
    ]


THIRD_INDEXES: dict[str, str] = {
    "suggestion_decisions_words": "suggestion_decisions (rule, quote_sha256, context_sha256)",
    "suggestion_decisions_article": "suggestion_decisions (article_id)",
    "suggestion_decisions_revision": "suggestion_decisions (revision_id)",
    "suggestion_decisions_highlight": "suggestion_decisions (highlight)",
    "suggestion_keys_key": "suggestion_keys (kind, key)",
    "suggestion_keys_revision": "suggestion_keys (revision_id)",
}


def third_statements() -> list[str]:
    """List what schema 3 makes besides its tables."""
    return [f"CREATE INDEX {name} ON {what}" for name, what in THIRD_INDEXES.items()]


FOURTH_INDEXES: dict[str, str] = {
    "saved_searches_name": "saved_searches (name)",
}

# Every name of everybody who is one with the speaker, in one order: what was put into the index
# is taken out again in the very same words.
FOURTH_HIGHLIGHT_WORDS = """
SELECT highlights.id, highlights.quote, highlights.note, highlights.report_note,
  coalesce((SELECT group_concat(name, ' ') FROM (
    WITH RECURSIVE family (uid) AS (
      SELECT highlights.speaker
      UNION SELECT speakers.merged_into FROM family JOIN speakers ON speakers.uid = family.uid
      WHERE speakers.merged_into IS NOT NULL
      UNION SELECT speakers.uid FROM family JOIN speakers ON speakers.merged_into = family.uid
    )
    SELECT speakers.name, speakers.id AS speaker_id, -1 AS position, 0 AS id
    FROM family JOIN speakers ON speakers.uid = family.uid
    UNION ALL
    SELECT speaker_names.name, speakers.id, speaker_names.position, speaker_names.id
    FROM family JOIN speakers ON speakers.uid = family.uid
    JOIN speaker_names ON speaker_names.speaker_id = speakers.id
    ORDER BY 2, 3, 4)), '') || ' ' || highlights.speaker_as_written AS speaker
FROM highlights
"""


def fourth_statements() -> list[str]:
    """List what schema 4 makes besides its columns; the index is made anew of the new view."""
    return [
        *(f"CREATE INDEX {name} ON {what}" for name, what in FOURTH_INDEXES.items()),
        "DROP VIEW highlight_words",
        f"CREATE VIEW highlight_words AS {FOURTH_HIGHLIGHT_WORDS.strip()}",
        "INSERT INTO highlights_fts (highlights_fts) VALUES ('rebuild')",
    ]
