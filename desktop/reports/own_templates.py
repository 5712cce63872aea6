"""The user's own templates: copied from one that is there, changed in any editor."""

from itertools import count
from pathlib import Path

from annotations.exporting import templates
from annotations.exporting.templates import Template
from annotations.places import make_folder
from resources import Catalogue

_SUFFIX = ".html"


def every(folder: Path) -> tuple[Template, ...]:
    """List the built-in templates, then the user's own that can be read."""
    return templates.every(folder if folder.is_dir() else None)


def copy_to_change(name: str, folder: Path, words: Catalogue) -> Path:
    """Copy a template under a name that is free. Raises BadTemplate, BadOutput and OSError."""
    make_folder(folder)
    stem = words("my {name}", name=name).replace(" ", "_")
    names = (f"{stem}_{n}" if n > 1 else stem for n in count(1))
    files = (folder / f"{each}{_SUFFIX}" for each in names)
    output = next(each for each in files if not each.exists())
    templates.copy(name, output, folder)
    return output
