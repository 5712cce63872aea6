"""Capture a passage, and find it again in a text that has changed."""

from annotations.anchoring.describing import CONTEXT, describe
from annotations.anchoring.following import follow
from annotations.anchoring.locating import likeness, locate

__all__ = ["CONTEXT", "describe", "follow", "likeness", "locate"]
