"""The reader's language: which it is, and sentences of the lower floors said in it.

Words alone change with it. Figures and days are written, and read, as the institution's country does.
"""

from __future__ import annotations

from flask import Flask, g
from flask_babel import get_babel, get_locale

from models.files.sentence_catalogue import sentences_in
from models.rules.language import Language
from models.rules.sentence import Find, Sentence

LANGUAGE_NAMES = {Language.SPANISH: "Español", Language.ENGLISH: "English"}
"""Each language as its own readers call it."""


def reader_language() -> Language:
    """What the person who is signed in chose; Spanish before the log-in."""
    account = g.get("account")
    return Language(account.language) if account else Language.SPANISH


def page_language() -> str:
    """What this page is written in: `es`, `en`."""
    locale = get_locale()
    return str(locale.language) if locale else Language.SPANISH.value


def reader_catalogue() -> Find:
    """What finds the sentences of the lower floors in the language of this page."""
    return sentences_in(Language(page_language()))


def in_reader_language(text: str) -> str:
    """A sentence or a word of the lower floors as the reader reads it; any other text is data and stays."""
    if not isinstance(text, Sentence) or page_language() == Language.SPANISH:
        return text
    return text.said(reader_catalogue())


def install_language(app: Flask) -> None:
    """Let the account decide, not an argument of the address nor the cookie, and print every sentence by it."""
    get_babel(app).locale_selector = reader_language
    app.jinja_env.finalize = in_reader_language
    app.add_template_filter(in_reader_language, "said")
    app.jinja_env.globals.update(page_language=page_language, language_names=LANGUAGE_NAMES)
