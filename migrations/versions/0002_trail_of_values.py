"""The trail of values is written by the database itself, also for SQL from outside the application.

Statement triggers with transition tables: a bulk load of half a million values costs one INSERT more, not half a
million. The function runs with its owner's rights, so that the application's role needs none on the trail.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WATCHED = (
    "assignment", "announced_deadline", "budget_line", "budget_month", "capture_sheet", "evidence", "indicator",
    "institution", "internal_activity", "non_working_day", "org_unit", "participation", "alignment", "plan",
    "plan_item", "plan_version", "preset_version", "progress", "reporting_period", "target", "update_check",
)
APPEND_ONLY = ("audit_entry", "value_change", "audit_seal")

RECORD_CHANGE = """
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    acting text := coalesce(nullif(current_setting('rumbo.actor', true), ''), session_user);
    told timestamptz := coalesce(nullif(current_setting('rumbo.now', true), '')::timestamptz, clock_timestamp());
    xid bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT NULLIF(new_row.content ->> COALESCE(TG_ARGV[0], 'institution_id'), '')::bigint, told, clock_timestamp(),
               acting, TG_TABLE_NAME, (new_row.content ->> 'id')::bigint, NULL, new_row.content, xid
          FROM (SELECT to_jsonb(new_rows) AS content FROM new_rows) AS new_row;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT NULLIF(old_row.content ->> COALESCE(TG_ARGV[0], 'institution_id'), '')::bigint, told, clock_timestamp(),
               acting, TG_TABLE_NAME, (old_row.content ->> 'id')::bigint, old_row.content, NULL, xid
          FROM (SELECT to_jsonb(old_rows) AS content FROM old_rows) AS old_row;
    ELSE
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT NULLIF(new_row.content ->> COALESCE(TG_ARGV[0], 'institution_id'), '')::bigint, told, clock_timestamp(),
               acting, TG_TABLE_NAME, (new_row.content ->> 'id')::bigint, old_row.content, new_row.content, xid
          FROM (SELECT id, to_jsonb(new_rows) AS content FROM new_rows) AS new_row
          JOIN (SELECT id, to_jsonb(old_rows) AS content FROM old_rows) AS old_row ON old_row.id = new_row.id
         WHERE old_row.content IS DISTINCT FROM new_row.content;
    END IF;
    RETURN NULL;
END $$
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La bitácora no se cambia ni se borra (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.execute(RECORD_CHANGE)
    op.execute(REFUSE_CHANGE)
    for table in WATCHED:
        own_id = "'id'" if table == "institution" else ""
        for event, seen in (
            ("INSERT", "NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ):
            op.execute(
                f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION record_change({own_id})"
            )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER refuse_change ON {table}")
    for table in WATCHED:
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER record_{event} ON {table}")
    op.execute("DROP FUNCTION record_change()")
    op.execute("DROP FUNCTION refuse_change()")
