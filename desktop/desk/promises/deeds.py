"""What is done to promises. Each is one step of undo; a lone commitment becomes a promise by it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from annotations.ledger import Mention, Opened, Pledge
from annotations.model import Highlight, Promise, PromiseStep, Record, Speaker
from annotations.vocabulary import MentionKind, PromiseStatus
from desktop import edits
from desktop.jobs import change
from desktop.session import Session
from resources import marked

if TYPE_CHECKING:
    from annotations.promising import Changed
    from annotations.storage.store import Library

STATUS = marked("Set the status of a promise")
CHANGE = marked("Change promise")
HISTORY = marked("Change the history of a promise")
MENTION = marked("Change what a mention did")
MERGE = marked("Merge promises")
APART = marked("Take promises apart")
SPLIT = marked("Split a mention off")


def after(status: PromiseStatus) -> PromiseStatus:
    """Give the status that comes after another; after the last, the first."""
    states = list(PromiseStatus)
    return states[(states.index(status) + 1) % len(states)]


class Deeds:
    """The verbs of the ledger; `today` gives the day on this desk."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        self._session = session
        self._today = today
        # What was made of the pledge that is shown, while that is older.
        self._based: Opened | None = None
        self._known: dict[str, Promise] = {}
        self._set: tuple[Opened, PromiseStatus] | None = None

    # ---------------------------------------------------------------------- fields

    def set_field(self, opened: Opened, name: str, value: object, base: object) -> None:
        """Change a field of a promise, typed over `base`; autosaves of one field are one step."""

        def edit(promise: Promise) -> Promise:
            return edits.with_fields(promise, {name: value})

        editing = f"promise.{name}:{_first_fact(opened.pledge)}"
        self._change(opened, edit, CHANGE, editing=editing, base={name: base})

    def set_promisor(self, opened: Opened, speaker: str, new: Speaker | None = None) -> None:
        """Say who promised it, by uid; `new` is that speaker where the library has none yet."""

        def edit(promise: Promise) -> Promise:
            return replace(promise, promisor=speaker)

        self._change(opened, edit, CHANGE, first=[(None, new)] if new else [])

    # ---------------------------------------------------------------------- status, history

    def set_status(self, keys: Sequence[str], status: PromiseStatus) -> None:
        """Set the status of some pledges, by key, in one step of undo."""

        def take(found: Sequence[Opened]) -> None:
            changes: list[Changed] = []
            for opened in found:
                changes += self._changes(opened, partial(self._with_status, status=status))
            self._apply(changes, STATUS)

        self._open(keys, take)

    def set_status_of(self, opened: Opened, status: PromiseStatus) -> None:
        """Set the status of the pledge that is shown: nothing has to be read before."""
        self._session.flush()
        self._set = opened, status
        self._apply(self._changes(opened, partial(self._with_status, status=status)), STATUS)

    def _with_status(self, promise: Promise, *, status: PromiseStatus) -> Promise:
        """Add a step of today; one that was only just set, and says no more, is corrected."""
        from annotations.promising import step_changed, stepped

        today, who = self._today().isoformat(), self._session.settings.author
        last = promise.steps[-1] if promise.steps else None
        if promise.status is status and (last or status is PromiseStatus.PENDING):
            return promise
        if last and (last.when, last.who, last.why, last.evidence) == (today, who, "", ""):
            return step_changed(promise, replace(last, status=status))
        return stepped(promise, PromiseStep(status=status, when=today, who=who))

    def status_of(self, opened: Opened) -> PromiseStatus:
        """Tell the status of the pledge that is shown, as it was set last."""
        if self._set is not None and self._set[0] is opened:
            return self._set[1]
        return opened.pledge.status

    def put_step(self, opened: Opened, step: PromiseStep) -> None:
        """Add a step to the history, or correct the one with its uid."""
        from annotations.promising import step_changed, stepped

        def edit(promise: Promise) -> Promise:
            if all(each.uid != step.uid for each in promise.steps):
                return stepped(promise, step)
            return step_changed(promise, step)

        self._change(opened, edit, HISTORY, holder=_holder(opened, step.uid))

    def remove_step(self, opened: Opened, uid: str) -> None:
        """Take a step out of the history."""
        from annotations.promising import step_taken_back

        edit = partial(step_taken_back, uid=uid)
        self._change(opened, edit, HISTORY, holder=_holder(opened, uid))

    # ---------------------------------------------------------------------- mentions

    def set_mention(self, opened: Opened, mention: Mention, kind: MentionKind) -> None:
        """Say what a mention did to the promise; NONE leaves it to the dates again."""
        from annotations.promising import mention_as

        self._apply(mention_as(self._highlight(opened, mention), mention.fact, kind), MENTION)

    def split(self, opened: Opened, mention: Mention) -> None:
        """Make a promise of its own of one mention."""
        from annotations.promising import mention_apart

        self._apply(mention_apart(self._highlight(opened, mention), mention.fact), SPLIT)

    def merge(self, keys: Sequence[str], stands: str) -> None:
        """Let one pledge stand for others, by their keys."""
        from annotations.promising import Family, merge, own_promise

        def take(found: Sequence[Opened]) -> None:
            first = next((each for each in found if _leads(stands, each.pledge)), None)
            if first is None:
                return
            # Of two keys that lead to one by now, the last one says it.
            known = {each.pledge.key: each for each in found}
            others = [each for key, each in known.items() if key != first.pledge.key]
            changes: list[Changed] = []
            if first.promise is not None:
                head = Family(first.promise, first.merged)
            else:
                mention = first.pledge.mentions[0]
                changes = own_promise(self._highlight(first, mention), mention.fact)
                made = changes[0][1]
                if not isinstance(made, Promise):
                    return
                head = Family(made)
            whole = [Family(each.promise, each.merged) for each in others if each.promise]
            lone = [
                (self._highlight(each, each.pledge.mentions[0]), each.pledge.mentions[0].fact)
                for each in others
                if each.promise is None
            ]
            self._apply(_one_each([*changes, *merge(head, whole, lone)]), MERGE)

        self._open(keys, take)

    def take_apart(self, promise: Promise) -> None:
        """Take a merged promise out again."""
        from annotations.promising import apart

        self._apply(apart(promise), APART)

    # ---------------------------------------------------------------------- within

    def _open(self, keys: Sequence[str], take: Callable[[Sequence[Opened]], None]) -> None:
        today = self._today()

        def job(library: "Library") -> list[Opened]:
            from annotations.storage import ledger

            found = (ledger.pledge(library, key, today) for key in keys)
            return [each for each in found if each is not None]

        self._session.flush()
        self._session.read(job, lambda found: take(found) if found else None)

    def _highlight(self, opened: Opened, mention: Mention) -> Highlight:
        """Give a mention's highlight as it is painted, else as it was read.

        Where somebody took the commitment off meanwhile, storing meets that as a conflict.
        """
        painted = self._session.highlight(mention.uid)
        if painted is not None and any(each.uid == mention.fact for each in painted.commitments):
            return painted
        return opened.highlights[mention.uid]

    def _changes(
        self,
        opened: Opened,
        edit: Callable[[Promise], Promise],
        *,
        holder: Promise | None = None,
        base: dict[str, Any] | None = None,
    ) -> "list[Changed]":
        """Edit the promise, or one merged into it; make it of a commitment that is none yet."""
        from annotations.promising import own_promise

        if opened is not self._based:
            self._based, self._known = opened, {}
        promise = holder or opened.promise
        rest: list[Changed] = []
        if promise is None:
            mention = opened.pledge.mentions[0]
            highlight = self._highlight(opened, mention)
            held = next(each.promise for each in highlight.commitments if each.uid == mention.fact)
            promise = self._known.get(held)  # it was made a moment ago, and is not read yet
            if promise is None:
                (_, made), *rest = own_promise(highlight, mention.fact)
                promise = made if isinstance(made, Promise) else None
        if promise is None:
            return []
        promise = self._known.get(promise.uid, promise)
        before = edits.with_fields(promise, base or {})
        after = edit(promise)
        if after in (before, promise) and not base:
            return []
        self._known[promise.uid] = after
        return [(None if rest else before, after), *rest]

    def _change(
        self,
        opened: Opened,
        edit: Callable[[Promise], Promise],
        label: str,
        *,
        editing: str = "",
        first: "Sequence[tuple[Record | None, Record]]" = (),
        holder: Promise | None = None,
        base: dict[str, Any] | None = None,
    ) -> None:
        changes = self._changes(opened, edit, holder=holder, base=base)
        if changes:
            self._apply([*first, *changes], label, editing=editing)

    def _apply(self, changes: "Sequence[Changed]", label: str, *, editing: str = "") -> None:
        if not changes:
            return
        some = [change(before, after) for before, after in changes]
        self._session.apply(some, label, editing=editing)


def _holder(opened: Opened, step: str) -> Promise | None:
    """Find the promise that a step stands in, where that was merged into the one that stands."""
    return next(
        (each for each in opened.merged if any(one.uid == step for one in each.steps)), None
    )


def _leads(key: str, pledge: Pledge) -> bool:
    """Whether a key is a pledge's, or was until that was merged or became a promise."""
    return key in (pledge.key, *pledge.merged, *(each.fact for each in pledge.mentions))


def _first_fact(pledge: Pledge) -> str:
    return pledge.mentions[0].fact if pledge.mentions else pledge.key


def _one_each(changes: "Sequence[Changed]") -> "list[Changed]":
    """Make one change of two of the same highlight: its first state before, its last after.

    A highlight with two commitments of which one becomes the promise and the other its mention.
    """
    found: dict[str, Changed] = {}
    for before, after in changes:
        there = found.get(after.uid)
        if there is not None and isinstance(there[1], Highlight) and isinstance(after, Highlight):
            facts = {each.uid: each for each in after.commitments if each.promise}
            both = tuple(facts.get(each.uid, each) for each in there[1].commitments)
            found[after.uid] = (there[0], replace(there[1], commitments=both))
        else:
            found[after.uid] = (before, after)
    return list(found.values())
