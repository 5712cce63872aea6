"""The setting of citations: style, whose words, an own form, and what comes of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotations.errors import AnnotationsError
from desktop.settings import Settings
from resources import Catalogue, marked

_OWN = "own"
_STYLES = (
    ("plain", marked("Plain: everything that finds the words again")),
    ("apa", marked("APA, seventh edition")),
    ("chicago", marked("Chicago, notes")),
    (_OWN, marked("A form of your own")),
)
_SAID = (
    ("original", marked("The original")),
    ("translation", marked("The translation, where there is one")),
    ("both", marked("Both")),
)


class CitationPage(QWidget):
    """Chooses how a copied quote names its source, with a live example."""

    def __init__(self, words: Catalogue, settings: Settings) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 8, 0)
        column.setSpacing(10)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.style_ = _choice(_STYLES, settings.citation_style, words)
        self.said = _choice(_SAID, settings.citation_translation, words)
        self.template = QLineEdit(settings.citation_template)
        self.template.setAccessibleName(words("Your own form of a citation"))
        form.addRow(words("Style"), self.style_)
        form.addRow(words("Words that are copied"), self.said)
        form.addRow(words("Own form"), self.template)
        column.addLayout(form)
        self.fields = _small(self._field_names())
        column.addWidget(self.fields)
        heading = QLabel(words("Example"))
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        self.example = _small("")
        self.example.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.example.setAccessibleName(words("Example of a citation"))
        column.addWidget(self.example)
        column.addStretch(1)
        for box in (self.style_, self.said):
            box.currentIndexChanged.connect(self.show_example)
        self.template.textChanged.connect(self.show_example)
        self.show_example()

    @property
    def style_name(self) -> str:
        """The style as it is kept in the settings."""
        return str(self.style_.currentData())

    def show_example(self) -> None:
        """Write a made-up quote in the chosen way, or say what is wrong with the form."""
        from annotations.citing import Form, written
        from annotations.citing.example import example
        from annotations.citing.own import EXAMPLE
        from annotations.sentences import sentence

        own = self.style_name == _OWN
        self.template.setEnabled(own)
        self.fields.setVisible(own)
        self.template.setPlaceholderText(EXAMPLE)
        form = Form.of(self.style_name, self.template.text(), str(self.said.currentData()))
        try:
            self.example.setText(written(example(), self._words, form))
        except AnnotationsError as error:
            self.example.setText(sentence(error, self._words))

    def _field_names(self) -> str:
        from annotations.citing.own import FIELDS

        return self._words(
            "Fields: {names}. What stands in [square brackets] is left out where a field in it is"
            " empty; double a brace or bracket that is meant.",
            names=" ".join(f"{{{name}}}" for name in FIELDS),
        )


def _choice(offered: Sequence[tuple[str, str]], value: str, words: Catalogue) -> QComboBox:
    box = QComboBox()
    for name, message in offered:
        box.addItem(words(message), name)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "small")
    return label
