"""A report in the user's own template: run in a sandbox, looked at before it is written.

It can break in no worse way than by one sentence that says so, with the line. What it writes is
a page of known elements only (`annotations.exporting.page_check`): nothing in it loads or runs.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from annotations.errors import BadTemplate
from annotations.exporting.filling import Values
from annotations.exporting.page_check import checked_page
from annotations.exporting.report import Report
from annotations.exporting.sandbox import OWN, TOO_LARGE, TOO_MUCH, Bounds, OutOfBounds, Sandbox
from resources import Catalogue, marked, read_text

_PIECE = 65_536
_FIELDS = re.compile(r"[^{}]*(?:\{[A-Za-z]\w*\}[^{}]*)*")
_NOT_ALLOWED = marked("it asks for something that a template may not use.")


def fill(report: Report, words: Catalogue) -> Iterator[str]:
    """Write a report in the template of its layout. Raises BadTemplate before the first piece."""
    name = report.layout.template
    try:
        bounds = Bounds(report.total, sum(len(each.data) for each in report.pictures.values()))
        template = Sandbox(bounds).own(report.layout.text)
        written = "".join(template.generate(**_values(report, words)))
    except TemplateSyntaxError as error:
        raise BadTemplate(name, _sentence(error.message), error.lineno) from error
    except BadTemplate as error:
        raise BadTemplate(name, error.detail, error.line) from error
    except SecurityError as error:
        raise BadTemplate(name, _NOT_ALLOWED, _line(error)) from error
    except OutOfBounds as error:
        raise BadTemplate(name, str(error), _line(error)) from error
    except RecursionError as error:
        raise BadTemplate(name, TOO_MUCH) from error
    except SyntaxError as error:  # Python's own: of blocks in blocks it takes twenty
        raise BadTemplate(name, _sentence(error.msg)) from error
    except (MemoryError, OverflowError) as error:
        raise BadTemplate(name, TOO_LARGE, _line(error)) from error
    except TemplateError as error:
        raise BadTemplate(name, _sentence(error.message), _line(error)) from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        # Whatever a template does with values that do not fit; the fault is its own.
        raise BadTemplate(name, _sentence(str(error)), _line(error)) from error
    page = checked_page(written, name, pictures=bool(report.pictures))
    return (page[at : at + _PIECE] for at in range(0, len(page), _PIECE))


def _values(report: Report, words: Catalogue) -> dict[str, Any]:
    style = read_text("styles/report.css")
    return {
        **Values(report, words).all(),
        "own": True,
        "words": _Words(words),
        "policy": "",  # the page's head is written once it is known what stands in the page
        "style": Markup(style),  # noqa: S704 - our own file
        "script": "",
    }


class _Words:
    """The catalogue, without what a format string could reach."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words
        self.language = words.language

    def __call__(self, message: str, /, **values: object) -> str:
        """Look up a message and fill in values by their bare names."""
        return self._words(_plain(message), **_told(values))

    def number(self, n: int) -> str:
        """Group thousands."""
        return self._words.number(int(n))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Look up the form for `n`."""
        return self._words.plural(_plain(one), _plain(many), int(n), **_told(values))


def _plain(message: str) -> str:
    """Refuse a message that would look into its values."""
    if not _FIELDS.fullmatch(str(message)):
        raise SecurityError(message)
    return str(message)


def _told(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if isinstance(value, str | int)}


def _line(error: BaseException) -> int:
    """Tell in which line of the template an error rose; 0 where it was not in the template."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == OWN:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _sentence(message: str | None) -> str:
    """End what Jinja2 or Python says as a sentence does."""
    said = " ".join((message or "").split())[:300].rstrip(".")
    return f"{said}." if said else _NOT_ALLOWED
