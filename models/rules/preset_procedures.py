"""Reading `[[references]]` and `[[procedures]]`: the registers that an institution starts with, strictly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.procedure import ProcedureData, ProcedureState, ReferenceData, Signature, Signer
from models.rules.sentence import say
from models.rules.strict import Table

_YEARS = (1800, 2199)


def read_references(tables: Iterable[Table]) -> tuple[ReferenceData, ...]:
    """Give the norms; one modifies or repeals another that stands before it."""
    found: dict[str, ReferenceData] = {}
    for table in tables:
        norm = ReferenceData(
            key=table.code("key"),
            kind=table.text("kind"),
            number=table.text("number", ""),
            title=table.text("title"),
            issued_on=_date(table),
            year=table.whole("year", _YEARS) if "year" in table.values else None,
            url=table.text("url", ""),
            modifies=table.one_of("modifies", found, ""),
            repeals=table.one_of("repeals", found, ""),
        )
        table.close()
        _refuse_repeated(table, "key", norm.key, found)
        found[norm.key] = norm
    return tuple(found.values())


def read_procedures(tables: Iterable[Table], norms: Iterable[ReferenceData]) -> tuple[ProcedureData, ...]:
    """Give the versions; of a code one is in force, and each repealed one is named by another that repeals it."""
    tables, keys = list(tables), [norm.key for norm in norms]
    repealed = [str(table.values.get("code")) for table in tables if table.values.get("state") == "repealed"]
    found: dict[str, ProcedureData] = {}
    read: list[tuple[Table, ProcedureData]] = []
    for table in tables:
        document = _document(table, repealed, keys)
        table.close()
        _refuse_repeated(table, "version", f"{document.code} {document.version}", found)
        in_force = [each.code for each in found.values() if each.state is ProcedureState.IN_FORCE]
        if document.state is ProcedureState.IN_FORCE and document.code in in_force:
            table.complain("state", say("«{name}» ya tiene una versión vigente.", name=document.code))
        found[f"{document.code} {document.version}"] = document
        read.append((table, document))
    _check_repealed(read)
    return tuple(found.values())


def _document(table: Table, repealed: list[str], norms: list[str]) -> ProcedureData:
    return ProcedureData(
        code=table.code("code"),
        title=table.text("title"),
        version=table.text("version", ""),
        state=table.choice("state", ProcedureState),
        issued_on=_date(table),
        change=table.text("change", ""),
        signature=Signature(*(Signer(table.text(key, "")) for key in ("prepared_by", "reviewed_by", "approved_by"))),
        repeals=table.some_of("repeals", repealed, ()),
        references=table.some_of("references", norms, ()),
    )


def _check_repealed(read: Iterable[tuple[Table, ProcedureData]]) -> None:
    pairs = list(read)
    named = {code for _table, document in pairs for code in document.repeals}
    for table, document in pairs:
        if document.state is ProcedureState.REPEALED and document.code not in named:
            table.complain("state", "ningún procedimiento dice en «repeals» que lo deroga.")


def _refuse_repeated(table: Table, key: str, name: str, found: Iterable[str]) -> None:
    if name in found:
        table.complain(key, say("«{name}» está repetido.", name=name))


def _date(table: Table) -> date | None:
    return table.date("date") if "date" in table.values else None
