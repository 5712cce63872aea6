"""Checks in the window: what does not agree in the open article, and reading the whole library."""
