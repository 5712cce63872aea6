"""Times as they are stored."""

from datetime import UTC, datetime


def now() -> str:
    """Tell the time: UTC, ISO 8601 to the millisecond, with Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
