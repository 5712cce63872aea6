"""The window of Kutip; the only package that imports PySide6."""
