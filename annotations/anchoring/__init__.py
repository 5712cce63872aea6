"""Capture a passage, and find it again in a text that has changed."""

from annotations.anchoring.describing import CONTEXT, describe
from annotations.anchoring.following import follow
from annotations.anchoring.locating import locate

__all__ = ["CONTEXT", "describe", "follow", "locate"]
