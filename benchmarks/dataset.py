"""The large institution that the benchmarks measure: 500 units, 50,000 activities, 600,000 monthly values.

Rows are made by SQL from numbers, the same every time; nothing random.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Size:
    """How much: activities are spread evenly over the units, but for the first, which has sixty at most."""

    units: int = 500
    activities: int = 50_000
    year: int = 2027


def fill(connection: Connection, size: Size) -> int:
    """Fill the institution `hacienda_sv` with one POA in force; give the plan version's id. The caller commits.

    Targets for twelve months and actuals for the first three, all sent and counted.
    """
    values = {"units": size.units, "activities": size.activities, "year": size.year}
    version_id = 0
    for statement in STATEMENTS:
        result = connection.execute(text(statement), values)
        if result.returns_rows:
            version_id = result.scalar_one()
    return version_id


_WHERE = "(SELECT id FROM institution WHERE code = 'hacienda_sv')"
_VERSION = f"(SELECT max(id) FROM plan_version WHERE institution_id = {_WHERE})"
_LEVEL = "(SELECT level.id FROM level JOIN plan_type ON plan_type.id = level.plan_type_id WHERE plan_type.code = 'POA' AND plan_type.institution_id = {where} AND level.code = '{code}')"
_FUNCTION, _ACTIVITY = (_LEVEL.format(where=_WHERE, code=code) for code in ("function", "activity"))

STATEMENTS = (
    f"""INSERT INTO org_unit (institution_id, code, name, kind, in_scope)
        SELECT {_WHERE}, 'B' || lpad(n::text, 4, '0'), 'Dirección número ' || n, 'direccion', true
          FROM generate_series(1, :units) n""",
    f"""INSERT INTO plan (institution_id, plan_type_id, code, name, starts_on, ends_on)
        SELECT {_WHERE}, plan_type.id, 'POA-GRANDE', 'Plan grande', make_date(:year, 1, 1), make_date(:year, 12, 31)
          FROM plan_type WHERE plan_type.code = 'POA' AND plan_type.institution_id = {_WHERE}""",
    f"""INSERT INTO plan_version (institution_id, plan_id, number, state, act, in_force_on, put_in_force_by)
        SELECT {_WHERE}, max(id), 1, 'in_force', 'Acuerdo 1', make_date(:year, 1, 1), 'sistema' FROM plan""",
    f"""INSERT INTO plan_item (institution_id, plan_version_id, level_id, org_unit_id, code, name, weight, ordinal)
        SELECT {_WHERE}, {_VERSION}, {_FUNCTION}, org_unit.id, 'F-' || org_unit.code, 'Función de ' || org_unit.name,
               100.0 / :units, org_unit.id
          FROM org_unit WHERE org_unit.code LIKE 'B%' AND org_unit.institution_id = {_WHERE}""",
    f"""INSERT INTO plan_item (institution_id, plan_version_id, parent_id, level_id, org_unit_id, code, name, weight, ordinal)
        SELECT {_WHERE}, {_VERSION}, function.id, {_ACTIVITY}, function.org_unit_id, 'A-' || n,
               'Actividad número ' || n || ' de la función', 100.0 * :units / :activities, n
          FROM generate_series(1, :activities) n
          JOIN (SELECT id, org_unit_id, row_number() OVER (ORDER BY id) AS place FROM plan_item
                 WHERE plan_version_id = {_VERSION}) function
            ON function.place = 1 + CASE WHEN n % :units = 0 AND n > 60 * :units THEN 1 ELSE n % :units END""",
    f"""INSERT INTO indicator (institution_id, plan_version_id, plan_item_id, code, name, unit, kind, direction,
                               accumulation, frequency)
        SELECT {_WHERE}, {_VERSION}, item.id, 'I' || item.code, 'Informes de ' || item.code, 'informe', 'output', 'up',
               'sum', 'month'
          FROM plan_item item WHERE item.plan_version_id = {_VERSION} AND item.level_id = {_ACTIVITY}""",
    f"""INSERT INTO target (institution_id, indicator_id, org_unit_id, period, planned)
        SELECT {_WHERE}, indicator.id, item.org_unit_id, :year || '-' || lpad(month::text, 2, '0'),
               1 + (item.ordinal + month) % 9
          FROM indicator JOIN plan_item item ON item.id = indicator.plan_item_id, generate_series(1, 12) month
         WHERE indicator.plan_version_id = {_VERSION}""",
    f"""INSERT INTO reporting_period (institution_id, period, state, opened_at)
        SELECT {_WHERE}, :year || '-' || lpad(month::text, 2, '0'), CASE WHEN month < 3 THEN 'under_review' ELSE 'open' END,
               now() FROM generate_series(1, 3) month""",
    f"""INSERT INTO capture_sheet (institution_id, plan_id, org_unit_id, period, state, round, submitted_at)
        SELECT {_WHERE}, version.plan_id, org_unit.id, :year || '-' || lpad(month::text, 2, '0'),
               CASE WHEN month < 3 THEN 'submitted' ELSE 'draft' END, CASE WHEN month < 3 THEN 1 ELSE 0 END,
               CASE WHEN month < 3 THEN now() END
          FROM plan_version version, org_unit, generate_series(1, 3) month
         WHERE version.id = {_VERSION} AND org_unit.code LIKE 'B%' AND org_unit.institution_id = {_WHERE}""",
    f"""INSERT INTO progress (institution_id, capture_sheet_id, indicator_id, org_unit_id, period, actual, counted_actual,
                              counted_at)
        SELECT {_WHERE}, sheet.id, indicator.id, sheet.org_unit_id, sheet.period, (item.ordinal + 3) % 8,
               CASE WHEN sheet.round > 0 THEN (item.ordinal + 3) % 8 END, CASE WHEN sheet.round > 0 THEN now() END
          FROM capture_sheet sheet
          JOIN plan_item item ON item.org_unit_id = sheet.org_unit_id AND item.plan_version_id = {_VERSION}
          JOIN indicator ON indicator.plan_item_id = item.id
         WHERE sheet.plan_id = (SELECT plan_id FROM plan_version WHERE id = {_VERSION})""",
    f"SELECT {_VERSION}",
)
