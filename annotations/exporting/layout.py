"""How a report is laid out, as data; `annotations.exporting.templates` fills the templates."""

from dataclasses import dataclass

REPORT = "report"
FACT_CHECK = "fact_check"
LEGAL_SCHEDULE = "legal_schedule"
PROMISE_LEDGER = "promise_ledger"

ORIGINAL = "original"
"""As `Layout.translation`: no translation is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is shown of a report, and how.

    `template` is the name of a built-in one or of the user's own; `text` is what stands in the
    user's own, "" for a built-in one. `columns` are names of columns in their order, empty for
    those that the template or the format has by itself. `notes` shows the notes for readers.
    `translation` is "" for every translation below its original, `ORIGINAL` for none, else the
    language (BCP 47) of the only ones to show. `report.build` takes notes and translations out,
    so that no format has to look at these two.
    """

    template: str = REPORT
    text: str = ""
    columns: tuple[str, ...] = ()
    notes: bool = True
    translation: str = ""
