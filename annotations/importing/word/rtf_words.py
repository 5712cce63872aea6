"""Control words of RTF that stand for characters, change letters, or hold what is not read."""

from annotations.vocabulary import RunKind

CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "lbr": "\n",
    "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "ltrmark": "\u200e", "rtlmark": "\u200f", "zwj": "\u200d", "zwnj": "\u200c",
    "~": "\u00a0", "_": "\u2011",
}  # fmt: skip
PARAGRAPH_ENDS = {"par", "sect", "\r", "\n"}
LOOKS = {"b": RunKind.STRONG, "i": RunKind.EMPHASIS, "strike": RunKind.STRIKE,
         "striked": RunKind.STRIKE}  # fmt: skip
UNREAD = frozenset(
    """
    colortbl filetbl listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata
    colorschememapping latentstyles datastore mmathPr pict nonshppict shppict objdata objclass
    header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep
    aftnsepc aftncn bkmkstart bkmkend xe tc tcn rxe private template userprops docvar shprslt sp
    nonesttables factoidname passwordhash pgptbl wgrffmtfilter fontemb fontfile falt panose
    blipuid picprop protusertbl formfield datafield pn pnseclvl atnid atndate atntime atnicn
    atnparent do background oldcprops oldpprops oldtprops oldsprops
    """.split()  # noqa: SIM905 - forty lines as a list
)
"""Groups that hold no words of the text. Others that begin with an asterisk are not read either."""
READ_WITH_ASTERISK = frozenset(
    """
    shpinst shptxt footnote annotation atnauthor atnref atrfstart atrfend fldinst nesttableprops ud
    fldrslt listtext pntext cs ts
    """.split()  # noqa: SIM905
)
CAPTURED = frozenset(
    "fldinst listtext pntext atnauthor atnref atrfstart atrfend title author".split()  # noqa: SIM905
)
"""Groups whose words are kept apart from the text."""
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOLS = 2
"""The charset of fonts whose letters are signs."""
CODE_PAGES = {
    **{
        page: f"cp{page}"
        for page in (
            437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874,
            932, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
        )
    },
    936: "gbk", 1361: "johab", 10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8",
}  # fmt: skip
HEADS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
NOTE_STYLES = {"alc": "lowerLetter", "auc": "upperLetter", "rlc": "lowerRoman",
               "ruc": "upperRoman", "ar": "decimal"}  # fmt: skip


def codecs_used() -> set[str]:
    """Name every codec that a file may ask for."""
    return {*CHARSETS.values(), *CODE_PAGES.values(), *HEADS.values()}
