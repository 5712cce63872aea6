"""Where this system keeps a user's files. Asked once, where the program is put together."""

from pathlib import Path

_NAME = "kutip"


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
