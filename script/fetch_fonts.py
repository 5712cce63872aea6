"""Make resources/fonts from the fonts that @fontsource publishes. Run by script/fetch-fonts.

A style comes as one woff2 a range of letters. Latin and extended Latin (Indonesian, English, the
languages of Europe, typographic punctuation, currency signs) are joined into one TTF, because Qt
reads no woff2 and asks each font file for all letters of its style.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

# (npm package, family, folder, styles as "weight-slant" -> name of the style)
FAMILIES = (
    (
        "source-serif-4",
        "Source Serif 4",
        {
            "400-normal": "Regular",
            "400-italic": "Italic",
            "600-normal": "SemiBold",
            "600-italic": "SemiBold Italic",
        },
    ),
    (
        "inter",
        "Inter",
        {"400-normal": "Regular", "500-normal": "Medium", "600-normal": "SemiBold"},
    ),
)
PLAIN = {"Regular", "Italic"}  # the styles that the oldest naming scheme knows
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


def join(latin: Path, extended: Path, target: Path) -> None:
    """Write one TTF with the letters of both files; where both have a letter, the first one's."""
    first, second = TTFont(latin), TTFont(extended)
    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    for font, letters in (
        (first, set(first.getBestCmap())),
        (second, set(second.getBestCmap()) - set(first.getBestCmap())),
    ):
        thinner = subset.Subsetter(options)
        thinner.populate(unicodes=letters)
        thinner.subset(font)
        font.flavor = None
    parts = []
    for name, font in (("latin", first), ("extended", second)):
        part = target.with_suffix(f".{name}.ttf")
        font.save(part)
        parts.append(part)
    # STAT and BASE speak of the family's other styles and other scripts, which are not here.
    merged = Merger(Options(drop_tables=["STAT", "BASE"])).merge([str(part) for part in parts])
    merged["name"] = TTFont(latin)["name"]
    merged.save(target)
    for part in parts:
        part.unlink()


def name_style(path: Path, family: str, style: str, weight: int) -> None:
    """Say which family and style a file is, so that one family offers all its weights.

    IDs 1 and 2 know four styles a family only; 16 and 17 hold the real ones.
    """
    font = TTFont(path)
    names, italic = font["name"], style.endswith("Italic")
    stem = style.removesuffix("Italic").strip()
    plain = style in PLAIN
    texts = {
        1: family if plain else f"{family} {stem}",
        2: style if plain else ("Italic" if italic else "Regular"),
        4: family if style == "Regular" else f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        13: LICENCE,
        16: family,
        17: style,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    kept = font["OS/2"].fsSelection & ~0b1100001  # italic, bold, regular
    font["OS/2"].fsSelection = kept | (1 if italic else 64)
    font["head"].macStyle = 2 if italic else 0
    font.save(path)


def main(packages: Path, fonts: Path) -> None:
    """Make the fonts of all families: `packages` holds the unpacked npm packages by name."""
    for package, family, styles in FAMILIES:
        source, folder = packages / package / "package", fonts / package
        folder.mkdir(parents=True, exist_ok=True)
        for key, style in styles.items():
            target = folder / f"{family}-{style}.ttf".replace(" ", "")
            files = source / "files"
            join(
                files / f"{package}-latin-{key}.woff2",
                files / f"{package}-latin-ext-{key}.woff2",
                target,
            )
            name_style(target, family, style, int(key.partition("-")[0]))
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        licence = (source / "LICENSE").read_text(encoding="utf-8")
        # The package names its publisher; the font itself names its authors.
        authors = TTFont(target)["name"].getDebugName(0)
        (folder / "OFL.txt").write_text(
            f"{family}: {authors}\n{licence}", encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
