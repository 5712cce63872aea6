"""The dress of fields that are edited in place, outside the cards they were made for."""

from string import Template

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop.highlights.drawing import dots
from desktop.theme import Theme
from resources import path, read_text


def dress(widget: QWidget, theme: Theme) -> None:
    """Let the fields in a widget look as those of the cards do."""
    values = {name: theme.color(name).name(QColor.NameFormat.HexArgb) for name in theme.tokens}
    values["dots"] = dots(theme).name(QColor.NameFormat.HexArgb)
    values["marks"] = path(f"styles/{theme.name}").as_posix()
    sheet = Template(read_text("styles/highlights.qss")).substitute(values)
    if sheet != widget.styleSheet():
        widget.setStyleSheet(sheet)
