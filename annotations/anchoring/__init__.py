"""Find a captured passage again in a text that has changed."""

from annotations.anchoring.describing import CONTEXT, describe

__all__ = ["CONTEXT", "describe"]
