"""Which articles share the bytes they were imported from."""

from annotations.storage.library import Library, tuples


def sharing(library: Library, digest: str) -> list[tuple[int, int]]:
    """List (article, number of its revision) of all that was read from an original, any trash too.

    Chapters of one book share it, and articles of one page that was imported twice.
    """
    return [
        (int(article), int(number))
        for article, number in tuples(
            library,
            "SELECT article_id, number FROM revisions WHERE original_sha256 = ?"
            " ORDER BY article_id, number",
            (digest,),
        )
    ]
