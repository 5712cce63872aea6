"""What the person at this computer chose, in one JSON file; nothing of a library's content.

A setting that is missing or makes no sense takes its default, so that no file, however damaged
or old, keeps the window from opening.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.durable import write_durably
from annotations.places import make_folder

if TYPE_CHECKING:
    from annotations.citing import Form

RECENT = 8
ZOOM_STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200, 250)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. `keys` holds only what was changed: action name -> key sequences.

    `language` is "" for the system's; `theme` "system", "light", "dark" or "sepia"; `zoom` in
    percent; `recent` libraries, the last first; `inbox` a folder whose files
    are imported as they come, "" for none; `geometry` is Qt's own, in base 64; `panes` are
    widths in pixels of filters, list, reader and highlights, `page_width` that of the original
    page beside the text, 0 for its usual share; `suggestions` are shown or hidden, and
    `rules_off` names the rules that make none; `read_all` has
    them read the whole library while it rests. `desk_columns` are those of the table of all
    highlights, none for the usual ones; `desk_widths` are lines "name=pixels", `desk_order` is
    "name up" or "name down". `citation_form` is made of the three of that name. `report_columns`
    are lines "template=names", those that were chosen for a template, or for a "table".
    """

    language: str = ""
    theme: str = "system"
    zoom: int = 100
    author: str = ""
    order: str = "newest"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    geometry: str = ""
    panes: tuple[int, ...] = ()
    page_width: int = 0
    inbox: str = ""
    filters_folded: bool = False
    highlights_folded: bool = False
    suggestions: bool = True
    rules_off: tuple[str, ...] = ()
    checks_folded: bool = False
    read_all: bool = True
    citation_style: str = "plain"
    citation_template: str = ""
    citation_translation: str = "original"
    desk_columns: tuple[str, ...] = ()
    desk_widths: tuple[str, ...] = ()
    desk_order: str = ""
    report_format: str = "html"
    report_template: str = "report"
    report_columns: tuple[str, ...] = ()

    @property
    def citation_form(self) -> "Form":
        """How a copied quote names its source."""
        from annotations.citing.form import Form

        return Form.of(self.citation_style, self.citation_template, self.citation_translation)

    def with_recent(self, library: Path) -> "Settings":
        """Put a library at the head of the recent ones."""
        name = str(library)
        others = tuple(other for other in self.recent if other != name)
        return replace(self, recent=(name, *others)[:RECENT])


def read_settings(file: Path) -> Settings:
    """Read the settings; what cannot be read is as if it had never been set."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    defaults = Settings()
    kept: dict[str, Any] = {}
    for each in fields(Settings):
        value = _fitting(found.get(each.name), getattr(defaults, each.name), each.name)
        if value is not None:
            kept[each.name] = value
    return replace(defaults, **kept)


def _fitting(value: object, default: object, name: str) -> object:
    """Give `value` in the shape of `default`, None where it has another."""
    if isinstance(default, bool) or isinstance(value, bool):
        return value if isinstance(default, bool) and isinstance(value, bool) else None
    if isinstance(default, int | str):
        return value if isinstance(value, type(default)) else None
    if isinstance(default, tuple):
        inside = int if name == "panes" else str
        if not isinstance(value, list) or not all(isinstance(item, inside) for item in value):
            return None
        return tuple(value)
    if not isinstance(value, dict):
        return None
    return {
        str(name): tuple(str(key) for key in keys)
        for name, keys in value.items()
        if isinstance(keys, list)
    }


def write_settings(file: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; only this user can read them.

    Raises OSError where the folder cannot be written.
    """
    make_folder(file.parent)
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n"
    write_durably(file, text.encode())
