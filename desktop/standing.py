"""What the status bar says of the open library and article."""

from annotations.dates import show_clock, show_moment
from annotations.showing import show_source
from desktop.jobs import OpenArticle
from desktop.session import Session
from desktop.status_bar import StatusBar
from resources import marked

_LANGUAGES = {"id": marked("Indonesian"), "en": marked("English")}


class Standing:
    """Keep the status bar true."""

    def __init__(self, session: Session, bar: StatusBar) -> None:
        self._session = session
        self._bar = bar
        self._words = session.words
        bar.say_language("")
        bar.say_source("")
        bar.say_unchecked("")
        read_only = session.store.read_only
        bar.say_saved(self._words("Read only") if read_only else "")
        session.saving.connect(self._saving)
        session.saved.connect(self._saved)
        session.failed.connect(lambda *_: self._failed())
        session.changed.connect(lambda _: self._failed())

    def _saving(self) -> None:
        self._bar.say_saved(self._words("Saving…"))

    def _saved(self, when: str) -> None:
        self._bar.say_saved(self._words("Saved {time}", time=show_clock(when, self._words)))

    def _failed(self) -> None:
        failing = self._session.failing
        if failing:
            text = self._words.plural(
                "{n} change not saved. Try again", "{n} changes not saved. Try again", failing
            )
            self._bar.say_saved(text, failed=True)

    def show_unchecked(self, count: int) -> None:
        """Say how many highlights of the library nobody checked."""
        words = self._words
        text = words.plural("{n} highlight not checked", "{n} highlights not checked", count)
        self._bar.say_unchecked(text if count else "")

    def show_article(self, opened: OpenArticle) -> None:
        """Say the language of an article and where its words are from."""
        words, article = self._words, opened.article
        language = article.metadata.language.split("-")[0]
        name = _LANGUAGES.get(language)
        self._bar.say_language(words(name) if name else article.metadata.language)
        when = self._when(opened)
        parts = (
            article.metadata.outlet if when else show_source(article, words),
            when,
            words("archived") if article.archived_url else "",
            words("version {n}", n=opened.revision.number) if opened.revision.number > 1 else "",
        )
        self._bar.say_source(" · ".join(part for part in parts if part))

    def _when(self, opened: OpenArticle) -> str:
        """Say when the words were fetched; when they only came in here, say that."""
        words = self._words
        if opened.article.retrieved:
            when = show_moment(opened.article.retrieved, words, long=True)
            return words("retrieved {when}", when=when)
        if opened.revision.imported:
            when = show_moment(opened.revision.imported, words, long=True)
            return words("imported {when}", when=when)
        return ""
