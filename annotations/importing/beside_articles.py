"""What lies beside articles in folders and archives, and is none itself."""

import re
from collections.abc import Iterable

OURS = (".kutip", ".kutip-journal", ".kutip-wal", ".kutip-shm", ".kutip.backups")
"""Suffixes of libraries, of what SQLite lays beside them and of the folders of their backups."""

JUNK = re.compile(r"\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
"""Names of what systems and programs leave lying about: hidden files, locks, pictures' indexes."""

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
"""Suffixes of pictures that can be articles: scans. Beside articles they illustrate them."""

NO_ARTICLES = frozenset({
    ".json", ".jsonl", ".ndjson", ".geojson", ".csv", ".tsv", ".xml", ".yaml", ".yml",
    ".toml", ".ini", ".cfg", ".sql", ".db", ".sqlite", ".py", ".pyc", ".ipynb", ".r", ".js",
    ".mjs", ".ts", ".css", ".scss", ".sh", ".bat", ".ps1", ".c", ".h", ".cpp", ".java",
    ".go", ".rs", ".rb", ".php", ".gif", ".bmp", ".tif", ".tiff",
    ".webp", ".svg", ".ico", ".heic", ".psd", ".mp3", ".m4a", ".wav", ".ogg", ".opus",
    ".flac", ".aac", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".exe", ".dll", ".so",
    ".dylib", ".msi", ".dmg", ".iso", ".bin", ".ttf", ".otf", ".woff", ".woff2", ".lock",
    ".tmp", ".part",
})  # fmt: skip
"""Suffixes of data, programs, pictures and sound. They lie beside articles in a folder, and many
of them are text, so that their content alone would make articles of them."""

PAGES = (".html", ".htm", ".xhtml")
PAGE_FOLDER = re.compile(
    r"(?P<page>.+)(?:[_.-]files|-Dateien|_fichiers|_bestanden|_file|_archivos|-filer|_tiedostot"
    r"|_pliki|_soubory|_elemei|_ficheiros|_arquivos|_dosyalar|_datoteke|_fitxers|_failid|_fails"
    r"|_bylos|_fajlovi|_fitxategiak|_berkas)",
    re.IGNORECASE,
)
"""The folder that a browser, in any of its languages, lays beside a page that it saves."""


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is nothing of the person's own."""
    return JUNK.match(name) is not None or name.lower().endswith(OURS)


def page_folders(names: Iterable[str]) -> set[str]:
    """Find those of a folder's names that hold the parts of a saved page beside them."""
    known = {name.lower() for name in names}
    return {
        name
        for name in known
        if (found := PAGE_FOLDER.fullmatch(name))
        and any(found["page"] + suffix in known for suffix in PAGES)
    }
