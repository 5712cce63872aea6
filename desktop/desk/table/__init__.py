"""Highlights: all of the library as one table."""
