-- A re-score is a new report beside the old: each has its number within the session and the hash of
-- rubric, model and word lists it was made with. `unchanged` is a re-score that changed nothing.
alter table feedback_reports
    add column version integer not null default 1 check (version >= 1),
    add column model_hash text,
    add column patient_feeling json;
update feedback_reports set model_hash = score -> 'model' ->> 'hash' where score is not null;
alter table feedback_reports drop constraint feedback_reports_status_check;
alter table feedback_reports add constraint feedback_reports_status_check
    check (status in ('generating', 'ready', 'too_short', 'unavailable', 'unchanged'));
alter table feedback_reports add check (status <> 'unchanged' or not current);
create unique index feedback_reports_version_idx on feedback_reports (session_id, version);
-- at most one re-score of a session waits for its result
create unique index feedback_reports_rescore_idx on feedback_reports (session_id)
    where not current and status not in ('ready', 'too_short');

-- EP-103: links to a report for people without an account; of the token only the hash is kept
create table report_shares (
    id uuid primary key,
    session_id uuid not null references sessions (id) on delete restrict,
    report_id uuid not null references feedback_reports (id) on delete restrict,
    user_id uuid not null,
    token_hash text not null unique check (length(token_hash) = 64),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    revoked_at timestamptz check (revoked_at >= created_at)
);
create unique index report_shares_session_idx on report_shares (session_id) where revoked_at is null;
