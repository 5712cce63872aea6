"""Where the user's own templates run: within bounds, and with nothing in reach but the report.

A template may have come from anybody. Each turn of a loop, each call of a macro and each block is
a step, and steps, time and what is written are counted. What would make a text or a list grow
without being written is checked where it grows.
"""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from annotations.errors import BadTemplate
from annotations.exporting.html_page import SHARED, built_in_text, own_filters
from resources import marked

if TYPE_CHECKING:
    from jinja2.environment import Template

STEPS, STEPS_EACH = 1_000_000, 1_000
SECONDS, SECONDS_EACH = 20.0, 0.02
WRITTEN, WRITTEN_EACH = 4_000_000, 20_000
"""Steps, seconds and characters that any template may take, and what each highlight adds."""
_PICTURED = 4  # characters for each byte of a picture: it may be shown twice
LONGEST = 200_000
"""Characters of a text, items of a list, that a template puts together."""
OWN = "own template"
"""What tracebacks call the file of the template that runs."""

_LARGEST = 10**15
_PER_LOOK = 256  # steps between looks at the clock
_PLAIN = frozenset((
    "abs", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items",
    "last", "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select",
    "selectattr", "sort", "unique",
))  # fmt: skip
"""Jinja's own filters that make no text."""
_TEXT_METHODS = frozenset(
    ("lower", "upper", "strip", "startswith", "endswith", "split", "title", "capitalize")
)
_DICT_METHODS = frozenset(("items", "keys", "values", "get"))
_STEPPED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)

TOO_MUCH = marked("it works too long or writes too much; take loops out of it.")
TOO_LARGE = marked("it makes a text, a list or a number that is too large.")
_NOT_TEXT = marked("it writes something that is no text; name one of its fields.")
_NO_ESCAPING = marked("escaping cannot be switched off.")
_NO_FILES = marked("it can take in “page.html” and “parts.html” only.")
_NO_RECURSION = marked("a loop cannot be recursive.")
_NO_POWERS = marked("it cannot raise to a power.")


class OutOfBounds(Exception):
    """A bound was passed; the message is one of the catalogue."""


class Bounds:
    """What one run may still use up."""

    def __init__(self, highlights: int, pictures: int = 0) -> None:
        """Set bounds for a report of some highlights, and some bytes of pictures."""
        self._steps = STEPS + STEPS_EACH * highlights
        self._letters = WRITTEN + WRITTEN_EACH * highlights + _PICTURED * pictures
        self._end = time.monotonic() + SECONDS + SECONDS_EACH * highlights

    @pass_context  # so that no step is taken once and for all when the template is read
    def step(self, _: Context, letters: int) -> str:
        """Take one step that writes some characters of the template itself."""
        self._steps -= 1
        self._letters -= letters
        late = self._steps % _PER_LOOK == 0 and time.monotonic() > self._end
        if self._steps < 0 or self._letters < 0 or late:
            raise OutOfBounds(TOO_MUCH)
        return ""

    def written(self, value: object) -> object:
        """Count what is written; only text and numbers are."""
        if isinstance(value, Undefined):
            return value
        self._letters -= len(_text(value))
        if self._letters < 0:
            raise OutOfBounds(TOO_MUCH)
        return value


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads templates and runs them within bounds."""

    intercepted_binops = frozenset(("+", "*", "%"))

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FunctionLoader(_shared),
            finalize=bounds.written,
            cache_size=0,
        )
        self.globals.pop("lipsum", None)
        self.filters = {name: FILTERS[name] for name in _PLAIN}
        self.filters |= _TEXT_FILTERS | own_filters() | {"_step": bounds.step, "_concat": _concat}

    def own(self, source: str) -> "Template":
        """Make the user's template ready to run. Raises BadTemplate and what Jinja2 raises."""
        code = self.compile(source, None, OWN)
        return self.template_class.from_code(self, code, self.make_globals(None))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template; refuse what it may not use, and count its steps."""
        tree = super()._parse(source, name, filename)
        if name not in SHARED:
            _refuse(tree)
        _count(tree)
        tree.set_environment(self)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Let templates read fields of what they are given, and few methods of plain values."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, dict):
            return attr in _DICT_METHODS
        return type(obj).__module__.partition(".")[0] in {"annotations", "jinja2"}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's signature
        """Refuse what would grow too large, before it does."""
        if operator == "%" and not isinstance(left, int | float):
            raise SecurityError("%")
        if operator == "*" and _size(left) * _size(right) > LONGEST:
            raise OutOfBounds(TOO_LARGE)
        longer = operator == "+" and not isinstance(left, int | float)
        if longer and _size(left) + _size(right) > LONGEST:
            raise OutOfBounds(TOO_LARGE)
        found = super().call_binop(context, operator, left, right)
        if isinstance(found, int) and abs(found) > _LARGEST:
            raise OutOfBounds(TOO_LARGE)
        return found


def _shared(name: str) -> str | None:
    return built_in_text(name) if name in SHARED else None


def _refuse(tree: nodes.Template) -> None:
    """Raise BadTemplate for what no template of a user may hold."""
    for kind, said in (
        (nodes.EvalContextModifier, _NO_ESCAPING),
        (nodes.ScopedEvalContextModifier, _NO_ESCAPING),
        (nodes.Pow, _NO_POWERS),
    ):
        for node in _of(tree, kind):
            raise BadTemplate("", said, node.lineno)
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise BadTemplate("", _NO_RECURSION, loop.lineno)
    for node in _of(tree, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends):
        named = node.template
        if not isinstance(named, nodes.Const) or named.value not in SHARED:
            raise BadTemplate("", _NO_FILES, node.lineno)


def _count(tree: nodes.Template) -> None:
    """Put a step before the body of every loop, macro and block, and look at what is joined."""
    for node in _of(tree, *_STEPPED):
        node.body.insert(0, nodes.ExprStmt(_filter(nodes.Const(_letters(node.body)), "_step")))
    _replace_joins(tree)


def _of(tree: nodes.Node, *kinds: type[nodes.Node]) -> list[Any]:
    """List the nodes of some kinds; Any: they have fields that their common kind has not."""
    return list(tree.find_all(kinds))


def _letters(body: Iterable[nodes.Node]) -> int:
    """Count the characters of the template itself that a body writes, but for inner bodies."""
    found = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            found += len(node.data)
        elif not isinstance(node, _STEPPED):
            found += _letters(node.iter_child_nodes())
    return found


def _replace_joins(node: nodes.Node) -> None:
    """Let `~` join within bounds."""
    for name, value in list(node.iter_fields()):
        if isinstance(value, nodes.Node):
            setattr(node, name, _joined(value))
            _replace_joins(value)
        elif isinstance(value, list):
            setattr(node, name, [_joined(v) if isinstance(v, nodes.Node) else v for v in value])
            for each in value:
                if isinstance(each, nodes.Node):
                    _replace_joins(each)


def _joined(node: nodes.Node) -> nodes.Node:
    if isinstance(node, nodes.Concat):
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "_concat")
    return node


def _filter(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _size(value: object) -> int:
    """Tell how long a text or list is; a number counts as itself, none of these as 1."""
    if isinstance(value, str | list | tuple):
        return len(value)
    return max(1, abs(int(value))) if isinstance(value, int | float) else 1


def _text(value: object) -> str:
    """Write a value; refuse what is neither text nor a number."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, int | float):
        return str(value)
    raise OutOfBounds(_NOT_TEXT)


def _concat(parts: Iterable[object], between: str = "") -> str:
    """Join texts; where one is safe already, the others are escaped."""
    some = [part if isinstance(part, str) else _text(part) for part in parts]
    if sum(map(len, some)) + len(between) * len(some) > LONGEST:
        raise OutOfBounds(TOO_LARGE)
    if any(isinstance(part, Markup) for part in some):
        return Markup(escape(between)).join(some)  # noqa: S704 - escaped
    return _text(between).join(some)


def _join(values: Iterable[object], d: str = "", attribute: str = "") -> str:
    if attribute:
        raise OutOfBounds(_NOT_TEXT)
    return _concat(values, d)


def _replace(value: object, old: str, new: str, count: int = -1) -> str:
    text, old, new = _text(value), _text(old), _text(new)
    if len(text) + text.count(old) * len(new) > LONGEST:
        raise OutOfBounds(TOO_LARGE)
    return str(text).replace(str(old), str(new), count)


def _truncate(value: object, length: int = 255, end: str = "…") -> str:
    text = str(_text(value))
    return text if len(text) <= length else text[: max(0, length - 1)] + str(_text(end))


def _sum(values: Iterable[object]) -> int | float:
    return sum(each for each in values if isinstance(each, int | float))


_TEXT_FILTERS: dict[str, Callable[..., Any]] = {
    "upper": lambda value: _text(value).upper(),
    "lower": lambda value: _text(value).lower(),
    "title": lambda value: _text(value).title(),
    "capitalize": lambda value: _text(value).capitalize(),
    "trim": lambda value: _text(value).strip(),
    "string": _text,
    "wordcount": lambda value: len(_text(value).split()),
    "e": lambda value: escape(_text(value)),
    "escape": lambda value: escape(_text(value)),
    "join": _join,
    "replace": _replace,
    "truncate": _truncate,
    "sum": _sum,
}
