"""Why an annotation, or a whole file of them, was not taken in; one sentence each."""

from enum import StrEnum

from annotations.errors import AnnotationsFault, BadAnnotations
from resources import Catalogue, marked


class Why(StrEnum):
    """Why one annotation of a file was not taken in."""

    NOT_UNDERSTOOD = "not_understood"
    NO_QUOTE = "no_quote"
    NO_ARTICLE = "no_article"
    SEVERAL_ARTICLES = "several_articles"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    NOT_LOOKED_FOR = "not_looked_for"
    IN_THE_WAY = "in_the_way"


_SAID = {
    Why.NOT_UNDERSTOOD: marked("it is no annotation that Kutip can read"),
    Why.NO_QUOTE: marked("it quotes no words"),
    Why.NO_ARTICLE: marked("its article is not in the library; import that first"),
    Why.SEVERAL_ARTICLES: marked("several articles of the library have its address"),
    Why.NOT_FOUND: marked("its words do not stand in the article"),
    Why.AMBIGUOUS: marked("it could be another passage; highlight it by hand"),
    Why.NOT_LOOKED_FOR: marked(
        "too many others of the file stand nowhere; take this one in from a file of its own"
    ),
    Why.IN_THE_WAY: marked("something else in the library has its identity"),
}


def say(why: Why, words: Catalogue) -> str:
    """Say why an annotation was not taken in."""
    return words(_SAID[why])


_FILE = {
    AnnotationsFault.UNREADABLE: marked(
        "{name} cannot be read; check that it is there and that you may open it."
    ),
    AnnotationsFault.TOO_LARGE: marked(
        "{name} is larger than {limit} bytes; take its annotations in from several files."
    ),
    AnnotationsFault.TOO_DEEP: marked(
        "{name} is nested too deeply to be a file of annotations; nothing was taken in."
    ),
    AnnotationsFault.TOO_MANY: marked(
        "{name} holds more than {limit} annotations; take them in from several files."
    ),
    AnnotationsFault.TWICE: marked(
        "{name} says one thing twice in one place, so it cannot be trusted; nothing was taken in."
    ),
    AnnotationsFault.NOT_JSON: marked(
        "{name} is no JSON (UTF-8); export the annotations as Web Annotation or JSON-LD again."
    ),
    AnnotationsFault.NONE_THERE: marked(
        "{name} holds no annotations; export them as Web Annotation or JSON-LD."
    ),
}


def say_file(error: BadAnnotations, words: Catalogue) -> str:
    """Say why a whole file was not taken in."""
    return words(_FILE[error.fault], name=error.name, limit=words.number(error.limit))
