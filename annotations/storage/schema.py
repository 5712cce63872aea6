"""The schema and its migrations, and how a library's schema is told from a stranger's."""

from functools import cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid4, uuid5

from annotations.storage.schema_tables import FIRST, FOURTH, SECOND, THIRD, create_table
from annotations.storage.schema_views import (
    fourth_statements,
    second_statements,
    statements,
    third_statements,
)
from annotations.vocabulary import BUILTIN_TAGS

if TYPE_CHECKING:
    import sqlite3

    import sqlite_utils
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x4B757469  # "Kuti"
VERSION = 4
"""What `user_version` says: the number of the newest migration."""

Object = tuple[str, str, str, str]
"""type, name, table and SQL of one entry of sqlite_schema."""


def builtin_uid(name: str) -> str:
    """Name a built-in tag the same in every library, so that merged ones meet."""
    return str(uuid5(NAMESPACE_URL, f"kutip:tag:{name}"))


def migrations() -> "Migrations":
    """Make the set of migrations, oldest first."""
    from sqlite_utils.migrations import Migrations

    found = Migrations("kutip")

    @found(name="1")
    def first(db: "sqlite_utils.Database") -> None:
        """Make all tables, indexes and views of schema 1."""
        for name in FIRST:
            db.execute(create_table(name, FIRST))
        for statement in statements():
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")

    @found(name="2")
    def second(db: "sqlite_utils.Database") -> None:
        """Keep where revisions came from, and places of more than one kind for the same words."""
        for name in SECOND:
            db.execute(create_table(name, SECOND))
        for statement in second_statements():
            db.execute(statement)
        _tell_origins(db)
        db.execute("PRAGMA user_version = 2")

    @found(name="3")
    def third(db: "sqlite_utils.Database") -> None:
        """Keep what was decided on suggestions, and what the rules found in each article."""
        db.execute("DROP TABLE suggestion_decisions")
        for name in THIRD:
            db.execute(create_table(name, THIRD))
        for statement in third_statements():
            db.execute(statement)
        db.execute("PRAGMA user_version = 3")

    @found(name="4")
    def fourth(db: "sqlite_utils.Database") -> None:
        """Keep what mentions did to promises, what shows their history, who holds a recording."""
        for name, columns in FOURTH.items():
            for column in columns:
                db.execute(f"ALTER TABLE {name} ADD COLUMN {column}")
            _sum_again(db, name)
        for statement in fourth_statements():
            db.execute(statement)
        db.execute("PRAGMA user_version = 4")

    return found


def _sum_again(db: "sqlite_utils.Database", table: str) -> None:
    """Take the checksums of rows that got another column.

    A row whose old checksum did not agree goes on not agreeing: what was damaged stays known.
    """
    from annotations.storage.rows import checksum

    cursor = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - our names
    names = [column[0] for column in cursor.description]
    added = {definition.split(" ", 1)[0] for definition in FOURTH[table]}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        before = {name: value for name, value in row.items() if name not in added}
        if checksum(before) == row["checksum"]:
            db.execute(
                f"UPDATE {table} SET checksum = ? WHERE id = ?",  # noqa: S608 - our names, bound values
                (checksum(row), row["id"]),
            )


def _tell_origins(db: "sqlite_utils.Database") -> None:
    """Know older articles by their addresses; from which files they came was not kept."""
    from annotations.revising.addresses import url_key
    from annotations.storage.rows import checksum

    found = db.execute(
        "SELECT revisions.id, articles.url FROM revisions"
        " JOIN articles ON articles.id = revisions.article_id"
    ).fetchall()
    for revision_id, url in found:
        row = {
            "revision_id": revision_id,
            "part": "",
            "source_key": "",
            "url_key": url_key(url),
            "pages": 0,
        }
        row["checksum"] = checksum(row)
        db.execute(
            "INSERT INTO revision_origins (revision_id, part, source_key, url_key, pages, checksum)"
            " VALUES (:revision_id, :part, :source_key, :url_key, :pages, :checksum)",
            row,
        )


def migrate(db: "sqlite_utils.Database") -> None:
    """Bring a library to the newest schema; before `foreign_keys=ON`, after a backup.

    All in one transaction, which another program that came first has done already.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations().apply(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def fill(db: "sqlite_utils.Database", *, now: str) -> None:
    """Put into a new library what each one has: its uid and the built-in tags.

    `_sqlite_migrations` says when each migration was applied, to the user and to support.
    """
    from annotations.storage.rows import checksum

    with db.atomic():
        db.table("meta").insert_all(
            [{"key": "uid", "value": str(uuid4())}, {"key": "created", "value": now}]
        )
        for number, name in enumerate(BUILTIN_TAGS, start=1):
            row = {
                "id": number,
                "uid": builtin_uid(name),
                "version": 1,
                "author": "",
                "created": now,
                "changed": now,
                "name": name,
                "key": str(number),
                "colour": name,
            }
            db.table("tags").insert(row | {"checksum": checksum(row)})


def objects(connection: "sqlite3.Connection") -> list[Object]:
    """List what a schema holds, but for statistics and what SQLite makes by itself.

    The table of migrations counts by name only: sqlite-utils makes it, each version in its way.
    """
    found = connection.execute(
        "SELECT type, name, tbl_name, CASE WHEN tbl_name = '_sqlite_migrations' THEN ''"
        " ELSE coalesce(sql, '') END FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    return [entry for entry in found if not entry[1].startswith("sqlite_")]


@cache
def known_objects(version: int) -> tuple[Object, ...]:
    """Make the schema of a version in memory and list it."""
    import sqlite_utils

    db = sqlite_utils.Database(memory=True, execute_plugins=False)
    migrations().apply(db, stop_before=str(version + 1))
    found = objects(db.conn)
    db.close()
    return tuple(found)


def differences(found: list[Object], version: int) -> list[str]:
    """Name what differs from the schema that a version of ours had, or is in one of them only."""
    if not 1 <= version <= VERSION:
        return [f"user_version {version}"]
    known = {entry[:2]: entry for entry in known_objects(version)}
    there = {entry[:2]: entry for entry in found}
    odd = [key for key in known.keys() | there.keys() if known.get(key) != there.get(key)]
    return sorted(f"{kind} {name}" for kind, name in odd)
