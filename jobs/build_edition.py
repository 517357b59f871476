"""Read the figures of an edition once, in one snapshot, and write its files, whoever asks first."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app
from jinja2 import TemplateError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from werkzeug.utils import secure_filename

from jobs.documents.write import write_document
from jobs.letters.frame import link
from models.actions.ensure_scores import ensure_scores
from models.clock import business_now
from models.files.evidence_store import evidence_path
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder, figures_period, read_report, report_versions
from models.queries.report.source import cut_figures
from models.queries.report.whole import edition_document
from models.rules.document.canonical import canonical, to_json
from models.rules.document.document import Document
from models.rules.document.file_format import FileFormat
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.report.build import figures_document
from models.rules.report_kind import ReportKind
from models.rules.sentence import say
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_data import EditionData
from models.tables.edition_file import EditionFile
from models.tables.read_session import one_snapshot
from models.tables.word_template import WordTemplate

CHECK_PAGE = "/publico/verificar/"


def build_edition(edition_id: int) -> int:
    """Read what is not read, write what is not written; give how many files were written, 0 where all stood.

    1. Read the figures in one snapshot, keep them with their fingerprint, commit.
    2. Write each format to a temporary folder, move it to its place under its hash, keep its row, commit.
    3. Mark the edition as done, unless somebody changed a text meanwhile: then the next run writes it again.
    A kill at any point leaves at most an unnamed file, and what is left is done by the next run. What a rule refuses
    is kept beside the edition for a person, and not tried again by itself.
    """
    with as_system():
        edition = db.session.scalars(select(Edition).where(Edition.id == edition_id)).one()
        institution_id = edition.institution_id
        db.session.commit()
    with as_system(institution_id):
        try:
            _read_figures(edition_id)
            return _write_files(edition_id)
        except RuleBroken as refused:
            return _give_up(edition_id, refused.message)
        except TemplateError:
            return _give_up(
                edition_id, say("La plantilla de Word no se pudo llenar con este informe: súbala corregida.")
            )


def _give_up(edition_id: int, why: str) -> int:
    db.session.rollback()
    db.session.get_one(Edition, edition_id).error = why[:1000]
    db.session.commit()
    return 0


def edition_path(digest: str) -> Path:
    """Where a file of an edition with this hash is kept."""
    return _folder() / digest


def _folder() -> Path:
    folder = Path(current_app.config["RUMBO_FILES_URL"]) / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _read_figures(edition_id: int) -> None:
    edition = db.session.get_one(Edition, edition_id)
    if edition.read_at is not None:
        return
    where = (edition.institution_id, edition.kind, edition.period, edition.org_unit_id)
    order = ReportOrder(*where, edition.narrowed_to)
    now = business_now()
    _bring_up_to_date(order, now)
    with one_snapshot():
        reading = read_report(order, now)
    document = figures_document(reading)
    held = db.session.scalars(select(Edition).where(Edition.id == edition_id).with_for_update()).one()
    if held.read_at is None:
        row = {"institution_id": held.institution_id, "edition_id": edition_id}
        digest = sha256(canonical(document)).hexdigest()
        db.session.add(EditionData(**row, content=to_json(document), sha256=digest))
        held.read_at, held.is_provisional = now, reading.is_provisional
    db.session.commit()


def _bring_up_to_date(order: ReportOrder, now: datetime) -> None:
    """Stored figures of an open period may lag behind a window that ended; those of a cut never change."""
    kind, period = preset_in_use(order.institution_id).preset.report_kind(order.kind), Period.parse(order.period)
    for version_id, *_ in report_versions(order.institution_id, kind, order.period):
        if cut_figures(version_id, period, now) is None:
            ensure_scores(version_id, figures_period(period), now)
    db.session.commit()


def _write_files(edition_id: int) -> int:
    edition = db.session.get_one(Edition, edition_id)
    kind, printed = preset_in_use(edition.institution_id).preset.report_kind(edition.kind), edition.printed
    document = edition_document(edition, link(CHECK_PAGE))
    if document is None:
        return 0
    standing = set(
        db.session.scalars(
            select(EditionFile.format).where(EditionFile.edition_id == edition_id, EditionFile.printed == printed)
        )
    )
    db.session.commit()
    missing = [each for each in kind.formats if each not in standing]
    for each in missing:
        _write_file(edition, kind, document, each, printed)
    held = db.session.scalars(select(Edition).where(Edition.id == edition_id).with_for_update()).one()
    if held.printed == printed:
        held.rendered_at = business_now()
    db.session.commit()
    return len(missing)


def _write_file(edition: Edition, kind: ReportKind, document: Document, of: FileFormat, printed: int) -> None:
    with TemporaryDirectory(dir=_folder()) as folder:
        unfinished = Path(folder) / f"edition.{of}"
        write_document(document, FileFormat(of), unfinished, _template(edition))
        content = unfinished.read_bytes()
        digest = sha256(content).hexdigest()
        unfinished.replace(edition_path(digest))
    values = {
        "printed": printed,
        "file_name": f"{edition.label}-{_in_plain_letters(kind.name)}-{edition.period.replace('/', '-')}.{of}",
        "sha256": digest,
        "size": len(content),
        "made_at": business_now(),
    }
    row = {"institution_id": edition.institution_id, "edition_id": edition.id, "format": of.value}
    statement = insert(EditionFile).values(**row, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=["edition_id", "format"], set_=values))
    db.session.commit()


def _template(edition: Edition) -> Path | None:
    """The institution's own Word template with which the edition was made."""
    if edition.word_template_id is None:
        return None
    template = db.session.get_one(WordTemplate, edition.word_template_id)
    return evidence_path(Path(current_app.config["RUMBO_FILES_URL"]), template.sha256)


def _in_plain_letters(name: str) -> str:
    """The report's name as every file system and mail takes it."""
    return secure_filename(name).replace("_", "-").lower()
