"""What stands at the head of an RTF file: its code page, its fonts and its styles."""

import re
from dataclasses import replace

from annotations.importing.word.docx_styles import CODE, HEADING, QUOTE, TITLE, ParagraphStyle
from annotations.importing.word.rtf_streams import BODY_TEXT
from annotations.importing.word.rtf_words import CHARSETS, CODE_PAGES, SYMBOLS
from annotations.importing.word.symbols import symbol

_SYMBOL = "symbol"
_ENDS = re.compile(r"\s*;\s*\Z")


class Heads:
    """Fonts and styles by number. `entry` is the style that is being read, -1 for none."""

    def __init__(self) -> None:
        self.codec = "cp1252"
        self.default_font = -1
        self.entry = -1
        self.entry_outline = -1
        self.entry_base = -1
        self._codecs: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._styles: dict[int, ParagraphStyle] = {}

    def decode(self, raw: bytes, font: int) -> str:
        """Turn bytes into characters, or into the signs of a font of signs."""
        codec = self._codecs.get(font) or self.codec
        if codec == _SYMBOL:
            name = self._names.get(font) or "Symbol"
            return "".join(symbol(code, name) for code in raw)
        return raw.decode(codec, "replace")

    def decode_name(self, raw: bytes) -> str:
        """Turn the bytes of a font's name into characters."""
        return raw.decode(self.codec, "replace")

    def style(self, number: int) -> ParagraphStyle:
        """Say what paragraphs of a style are."""
        return self._styles.get(number, ParagraphStyle())

    def set_code_page(self, page: int) -> None:
        """Take the code page of the whole file."""
        self.codec = CODE_PAGES.get(page, self.codec)

    def set_charset(self, font: int, charset: int) -> None:
        """Take the charset of a font; the default one is that of the file."""
        codec = _SYMBOL if charset == SYMBOLS else CHARSETS.get(charset, "")
        if codec:
            self._codecs[font] = codec

    def set_font_page(self, font: int, page: int) -> None:
        """Take the code page of a font."""
        if page in CODE_PAGES:
            self._codecs[font] = CODE_PAGES[page]

    def name_font(self, font: int, words: str) -> None:
        """Take the name of a font."""
        name = words.strip(" ;\n")
        if name:
            self._names[font] = name

    def end_entry(self, words: str) -> None:
        """Take the style that was read, by its name and by what it is based on."""
        number, outline, base = self.entry, self.entry_outline, self.entry_base
        self.entry = self.entry_outline = self.entry_base = -1
        if number < 0:
            return
        name = _ENDS.sub("", words).strip()
        style = self.style(base)
        heading = HEADING.fullmatch(name)
        if heading:
            style = replace(style, outline=int(heading["level"]) - 1)
        elif TITLE.fullmatch(name):
            style = replace(style, outline=0)
        if outline >= 0:
            style = replace(style, outline=outline if outline < BODY_TEXT else -1)
        quote, code = bool(QUOTE.fullmatch(name)), bool(CODE.fullmatch(name))
        self._styles[number] = replace(style, quote=style.quote or quote, code=style.code or code)
