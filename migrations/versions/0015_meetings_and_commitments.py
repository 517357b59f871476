"""Meetings with their agenda, people, remarks, decisions and minutes; commitments with their steps; files of both."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = (
    "meeting", "decision", "commitment", "commitment_step", "agenda_point", "invitee", "meeting_remark", "minutes",
)  # fmt: skip
EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
OF_EVIDENCE = {"meeting_id": "meeting", "decision_id": "decision", "commitment_step_id": "commitment_step"}
BEFORE = "progress_id, internal_activity_id"
AFTER = "progress_id, internal_activity_id, meeting_id, commitment_step_id"


def upgrade() -> None:
    _make_tables()
    for table in TABLES:
        for event, seen in EVENTS:
            op.execute(
                f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
            )
    for column, table in OF_EVIDENCE.items():
        op.add_column("evidence", sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_evidence_institution_id_{column}"),
            "evidence",
            table,
            ["institution_id", column],
            ["institution_id", "id"],
        )
        op.create_index(f"ix_evidence_{column}", "evidence", [column])
    _belongs_to_one_of(AFTER)
    op.create_check_constraint(
        op.f("ck_evidence_act_belongs_to_a_meeting"), "evidence", "decision_id IS NULL OR meeting_id IS NOT NULL"
    )


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE num_nonnulls(meeting_id, commitment_step_id) > 0")  # no place any more
    _belongs_to_one_of(BEFORE)
    for column in OF_EVIDENCE:
        op.drop_column("evidence", column)
    for table in reversed(TABLES):
        op.drop_table(table)


def _belongs_to_one_of(columns: str) -> None:
    op.drop_constraint(op.f("ck_evidence_belongs_to_one_line"), "evidence", type_="check")
    op.create_check_constraint(op.f("ck_evidence_belongs_to_one_line"), "evidence", f"num_nonnulls({columns}) = 1")


def _make_tables() -> None:
    op.create_table('meeting',
    sa.Column('kind', sa.Enum('ordinary', 'urgent', 'presentation', 'bilateral', 'working', 'socialization', 'follow_up', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('title', sa.String(length=1000), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=True),
    sa.Column('state', sa.Enum('draft', 'convened', 'rescheduled', 'held', 'minutes_draft', 'minutes_approved', 'communicated', 'cancelled', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='draft', nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('place', sa.String(length=300), server_default='', nullable=False),
    sa.Column('link', sa.String(length=500), server_default='', nullable=False),
    sa.Column('change_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('calendar_uid', sa.String(length=120), nullable=False),
    sa.Column('sequence', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('convened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('convened_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'draft') = (convened_at IS NULL)", name=op.f('ck_meeting_is_convened_once_it_is_no_draft')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_meeting_period_is_a_period')),
    sa.CheckConstraint("state NOT IN ('rescheduled', 'cancelled') OR change_reason <> ''", name=op.f('ck_meeting_change_has_a_reason')),
    sa.CheckConstraint("title <> ''", name=op.f('ck_meeting_has_a_title')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_meeting_ends_after_it_starts')),
    sa.CheckConstraint('sequence >= 0', name=op.f('ck_meeting_sequence_is_not_negative')),
    sa.ForeignKeyConstraint(['convened_by_id'], ['ab_user.id'], name=op.f('fk_meeting_convened_by_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_meeting_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('calendar_uid', name=op.f('uq_meeting_calendar_uid')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_meeting_institution_id_id'))
    )
    op.create_index('ix_meeting_institution_id_starts_at', 'meeting', ['institution_id', 'starts_at'], unique=False)
    op.create_table('decision',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('act', sa.String(length=200), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("decided_by_id = recorded_by_id OR act <> ''", name=op.f('ck_decision_on_behalf_names_the_act')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_decision_has_a_text')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_decision_decided_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_decision_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_decision_institution_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['ab_user.id'], name=op.f('fk_decision_recorded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_decision_institution_id_id'))
    )
    op.create_index('ix_decision_meeting_id', 'decision', ['meeting_id'], unique=False)
    op.create_table('commitment',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('decision_id', sa.BigInteger(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('plan_item_id', sa.BigInteger(), nullable=True),
    sa.Column('indicator_id', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.Enum('agreed', 'assigned', 'in_progress', 'fulfilled', 'verified', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='agreed', nullable=False),
    sa.Column('percent', sa.Integer(), server_default='0', nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fulfilled_by_id', sa.Integer(), nullable=True),
    sa.Column('verified_by_id', sa.Integer(), nullable=True),
    sa.Column('extended_from', sa.Date(), nullable=True),
    sa.Column('extension_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'verified') = (verified_by_id IS NOT NULL)", name=op.f('ck_commitment_verified_has_a_person')),
    sa.CheckConstraint("(state IN ('fulfilled', 'verified')) = (fulfilled_by_id IS NOT NULL)", name=op.f('ck_commitment_fulfilled_has_a_person')),
    sa.CheckConstraint("extended_from IS NULL OR (due_on > extended_from AND extension_reason <> '')", name=op.f('ck_commitment_extension_is_later_and_has_a_reason')),
    sa.CheckConstraint("state = 'agreed' OR owner_id IS NOT NULL", name=op.f('ck_commitment_has_an_owner_once_assigned')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_commitment_has_a_text')),
    sa.CheckConstraint('percent BETWEEN 0 AND 100', name=op.f('ck_commitment_percent_is_a_percent')),
    sa.CheckConstraint('verified_by_id <> fulfilled_by_id', name=op.f('ck_commitment_verifier_is_not_the_fulfiller')),
    sa.ForeignKeyConstraint(['fulfilled_by_id'], ['ab_user.id'], name=op.f('fk_commitment_fulfilled_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'decision_id'], ['decision.institution_id', 'decision.id'], name=op.f('fk_commitment_institution_id_decision_id')),
    sa.ForeignKeyConstraint(['institution_id', 'indicator_id'], ['indicator.institution_id', 'indicator.id'], name=op.f('fk_commitment_institution_id_indicator_id')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_commitment_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_commitment_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_commitment_institution_id_plan_item_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_commitment_institution_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['ab_user.id'], name=op.f('fk_commitment_owner_id')),
    sa.ForeignKeyConstraint(['verified_by_id'], ['ab_user.id'], name=op.f('fk_commitment_verified_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_commitment_institution_id_id'))
    )
    op.create_index('ix_commitment_institution_id_due_on', 'commitment', ['institution_id', 'due_on'], unique=False)
    op.create_index('ix_commitment_meeting_id', 'commitment', ['meeting_id'], unique=False)
    op.create_index('ix_commitment_org_unit_id', 'commitment', ['org_unit_id'], unique=False)
    op.create_index('ix_commitment_owner_id', 'commitment', ['owner_id'], unique=False)
    op.create_index('ix_commitment_plan_item_id', 'commitment', ['plan_item_id'], unique=False)
    op.create_table('commitment_step',
    sa.Column('commitment_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('agree', 'assign', 'progress', 'fulfil', 'return', 'verify', 'extend', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('percent', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind NOT IN ('progress', 'return', 'extend') OR note <> ''", name=op.f('ck_commitment_step_says_what_was_done')),
    sa.CheckConstraint('percent BETWEEN 0 AND 100', name=op.f('ck_commitment_step_percent_is_a_percent')),
    sa.ForeignKeyConstraint(['institution_id', 'commitment_id'], ['commitment.institution_id', 'commitment.id'], name=op.f('fk_commitment_step_institution_id_commitment_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_commitment_step_institution_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['ab_user.id'], name=op.f('fk_commitment_step_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_step')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_commitment_step_institution_id_id'))
    )
    op.create_index('ix_commitment_step_commitment_id', 'commitment_step', ['commitment_id'], unique=False)
    op.create_table('agenda_point',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('plan_item_id', sa.BigInteger(), nullable=True),
    sa.Column('commitment_id', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("text <> ''", name=op.f('ck_agenda_point_has_a_text')),
    sa.CheckConstraint('num_nonnulls(plan_item_id, commitment_id) <= 1', name=op.f('ck_agenda_point_is_about_one_thing')),
    sa.ForeignKeyConstraint(['institution_id', 'commitment_id'], ['commitment.institution_id', 'commitment.id'], name=op.f('fk_agenda_point_institution_id_commitment_id')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_agenda_point_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_agenda_point_institution_id_plan_item_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_agenda_point_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_point')),
    sa.UniqueConstraint('meeting_id', 'commitment_id', name=op.f('uq_agenda_point_meeting_id_commitment_id')),
    sa.UniqueConstraint('meeting_id', 'plan_item_id', name=op.f('uq_agenda_point_meeting_id_plan_item_id'))
    )
    op.create_index('ix_agenda_point_commitment_id', 'agenda_point', ['commitment_id'], unique=False)
    op.create_index('ix_agenda_point_plan_item_id', 'agenda_point', ['plan_item_id'], unique=False)
    op.create_table('invitee',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('capacity', sa.Enum('head', 'deputy', 'liaison', 'guest', name='capacity_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('attendance', sa.Enum('present', 'absent', 'excused', 'delegate', name='attendance_is_known', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('delegate_name', sa.String(length=200), server_default='', nullable=False),
    sa.Column('informed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(attendance IS NOT DISTINCT FROM 'delegate') = (delegate_name <> '')", name=op.f('ck_invitee_delegate_has_a_name')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_invitee_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_invitee_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'user_id'], ['person.institution_id', 'person.user_id'], name=op.f('fk_invitee_institution_id_user_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_invitee_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitee')),
    sa.UniqueConstraint('meeting_id', 'user_id', 'org_unit_id', name=op.f('uq_invitee_meeting_id_user_id_org_unit_id'))
    )
    op.create_index('ix_invitee_org_unit_id', 'invitee', ['org_unit_id'], unique=False)
    op.create_index('ix_invitee_user_id', 'invitee', ['user_id'], unique=False)
    op.create_table('meeting_remark',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=False),
    sa.Column('resolution', sa.Text(), server_default='', nullable=False),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolved_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(resolution <> '') = (resolved_at IS NOT NULL)", name=op.f('ck_meeting_remark_resolution_has_a_moment')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_meeting_remark_has_a_text')),
    sa.CheckConstraint('(resolved_at IS NULL) = (resolved_by_id IS NULL)', name=op.f('ck_meeting_remark_resolution_has_a_person')),
    sa.ForeignKeyConstraint(['author_id'], ['ab_user.id'], name=op.f('fk_meeting_remark_author_id')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_meeting_remark_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_meeting_remark_institution_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['ab_user.id'], name=op.f('fk_meeting_remark_recorded_by_id')),
    sa.ForeignKeyConstraint(['resolved_by_id'], ['ab_user.id'], name=op.f('fk_meeting_remark_resolved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_remark'))
    )
    op.create_index('ix_meeting_remark_meeting_id', 'meeting_remark', ['meeting_id'], unique=False)
    op.create_table('minutes',
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('ordinary', 'urgent', 'presentation', 'bilateral', 'working', 'socialization', 'follow_up', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), server_default='', nullable=False),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('drafted_by_id', sa.Integer(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('communicated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('(approved_at IS NULL) = (approved_by_id IS NULL)', name=op.f('ck_minutes_approval_has_a_person')),
    sa.CheckConstraint('approved_by_id <> drafted_by_id', name=op.f('ck_minutes_approver_is_not_the_author')),
    sa.CheckConstraint('communicated_at IS NULL OR approved_at IS NOT NULL', name=op.f('ck_minutes_is_approved_before_it_is_sent')),
    sa.CheckConstraint('number > 0', name=op.f('ck_minutes_number_is_positive')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['ab_user.id'], name=op.f('fk_minutes_approved_by_id')),
    sa.ForeignKeyConstraint(['drafted_by_id'], ['ab_user.id'], name=op.f('fk_minutes_drafted_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'meeting_id'], ['meeting.institution_id', 'meeting.id'], name=op.f('fk_minutes_institution_id_meeting_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_minutes_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('institution_id', 'kind', 'year', 'number', name=op.f('uq_minutes_institution_id_kind_year_number')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_minutes_meeting_id'))
    )
