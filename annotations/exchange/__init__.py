"""Annotations to and from other programs, as W3C Web Annotations (docs/web-annotation.md)."""
