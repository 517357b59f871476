"""The words of the pages of reports, for their templates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from models.rules.document.file_format import FileFormat
from models.rules.edition_step import EditionState
from models.rules.period import PeriodKind
from models.rules.report_kind import Advice
from models.rules.workflow import MailState
from views.mail_words import KIND_WORDS
from views.words import word_of

REPORT_WORDS: dict[str, Callable[[str], str]] = {
    "edition_state_word": partial(word_of, EditionState),
    "advice_word": partial(word_of, Advice),
    "format_word": partial(word_of, FileFormat),
    "frequency_word": partial(word_of, PeriodKind),
    "mail_state_word": partial(word_of, MailState),
    "mail_kind_word": lambda kind: str(KIND_WORDS.get(kind, kind)),
}
