"""Where this system keeps a user's files, and folders that are for this user only.

The places are asked for once, where the program is put together.
"""

import os
from collections.abc import Mapping
from pathlib import Path

_NAME = "kutip"


def make_folder(folder: Path) -> None:
    """Make a folder and those it lies in, each 0700; those that are there stay as they are.

    Raises OSError.
    """
    for each in (*reversed(folder.parents), folder):  # `parents=True` gives only the last its mode
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def default_library() -> Path:
    """Name the library that is opened when none is asked for; it need not be there.

    Not in the user's documents: those are often copied to somebody else's computer unasked.
    """
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "library.kutip"


def config_folder() -> Path:
    """Name the folder of the settings; it need not be there."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False)


def log_folder() -> Path:
    """Name the folder of the log; it need not be there."""
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)


def languages_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Name the folder of the user's own word lists: KUTIP_LANGUAGES, else beside the settings.

    None where there is no such folder.
    """
    named = environment.get("KUTIP_LANGUAGES", "")
    folder = Path(named) if named else config_folder() / "languages"
    return folder if folder.is_dir() else None


def templates_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Name the folder of the user's own templates: KUTIP_TEMPLATES, else beside the settings.

    None where there is no such folder.
    """
    named = environment.get("KUTIP_TEMPLATES", "")
    folder = Path(named) if named else config_folder() / "templates"
    return folder if folder.is_dir() else None
