"""What a card says of where its highlight stands, and what can be done about it."""

from annotations.labels import label
from annotations.model import Highlight
from annotations.vocabulary import PlacementState
from desktop.session import Session
from resources import marked

_PUT_BACK = marked("To put it back, select words in the text and press R.")


def told(session: Session, highlight: Highlight) -> tuple[str, str]:
    """Say where a highlight stands, and the words of a button that confirms it."""
    words, state = session.words, session.placement(highlight).state
    by_hand = session.put_back_of(highlight.uid) is not None
    said = label(state, words) if state != PlacementState.EXACT else ""
    if by_hand:
        said = words("put back by hand")
    said = f"{said[:1].upper()}{said[1:]}"
    able = not session.store.read_only and not by_hand
    if able and state == PlacementState.LOST:
        said = f"{said}. {words(_PUT_BACK)}"
    return said, words("Confirm") if able and state == PlacementState.REVIEW else ""
