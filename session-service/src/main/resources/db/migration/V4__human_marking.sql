-- EP-104: sessions that people mark. A reviewer sees the talk and neither name nor scores; `report_id`
-- is the machine's report that the marks are compared with.
create table marking_cases (
    id uuid primary key,
    session_id uuid not null unique references sessions (id) on delete restrict,
    report_id uuid not null references feedback_reports (id) on delete restrict,
    user_id uuid not null,
    reason text,
    requested_at timestamptz not null,
    adjudicated_by uuid,
    adjudicated_marks jsonb check (jsonb_typeof(adjudicated_marks) = 'object'),
    adjudication_comment text,
    adjudicated_at timestamptz,
    check ((adjudicated_marks is null) = (adjudicated_at is null)),
    check ((adjudicated_by is null) = (adjudicated_at is null))
);
create index marking_cases_open_idx on marking_cases (requested_at) where adjudicated_at is null;

create table marking_marks (
    id uuid primary key,
    case_id uuid not null references marking_cases (id) on delete restrict,
    reviewer_id uuid not null,
    marks jsonb not null check (jsonb_typeof(marks) = 'object'),
    comment text,
    created_at timestamptz not null,
    unique (case_id, reviewer_id)
);
