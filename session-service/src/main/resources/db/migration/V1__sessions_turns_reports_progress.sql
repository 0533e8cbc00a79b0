-- TB-04: one learner's rehearsal of one scenario. Ids are UUIDs of version 7, whose first 48 bits are
-- milliseconds; partitions are months, cut by id, so that the id alone stays the key.
create table sessions (
    id uuid primary key,
    user_id uuid not null,
    scenario_id uuid not null,
    scenario_version integer not null check (scenario_version >= 1),
    scenario_code text not null,
    scenario_title text not null,
    profession text not null,
    persona_age integer,
    persona_gender text,
    time_limit_seconds integer not null check (time_limit_seconds > 0),
    status varchar(20) not null
        check (status in ('created', 'in-progress', 'paused', 'completed', 'cancelled')),
    epoch integer not null check (epoch >= 0),
    last_turn integer not null check (last_turn >= 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    started_at timestamptz,
    first_word_at timestamptz,
    last_heard_at timestamptz not null,
    last_seen_at timestamptz not null,
    paused_at timestamptz,
    pause_seconds numeric(12, 3) not null check (pause_seconds >= 0),
    ended_at timestamptz check (ended_at >= created_at),
    end_reason varchar(20),
    duration_seconds integer check (duration_seconds >= 0),
    exchanges integer check (exchanges >= 0),
    quality double precision check (quality between 0 and 1),
    variant text,
    room_name text,
    lock_version integer not null,
    check ((status in ('completed', 'cancelled')) = (ended_at is not null)),
    check ((status = 'paused') = (paused_at is not null and ended_at is null))
) partition by range (id);

create table sessions_default partition of sessions default;

-- The partition of one month; does nothing where it exists.
create function create_sessions_partition(month date) returns void language plpgsql as $$
declare
    first date := date_trunc('month', month)::date;
    next date := (first + interval '1 month')::date;
    lower_id text := lpad(to_hex((extract(epoch from first::timestamp) * 1000)::bigint), 12, '0');
    upper_id text := lpad(to_hex((extract(epoch from next::timestamp) * 1000)::bigint), 12, '0');
begin
    execute format(
        'create table if not exists %I partition of sessions for values from (%L) to (%L)',
        'sessions_' || to_char(first, 'YYYY_MM'),
        rpad(lower_id, 32, '0')::uuid,
        rpad(upper_id, 32, '0')::uuid);
end $$;

-- the first years; what falls outside lands in the default partition
do $$ begin
    for i in 0..25 loop
        perform create_sessions_partition((date '2026-11-01' + make_interval(months => i))::date);
    end loop;
end $$;

create index sessions_created_idx on sessions (created_at);
create index sessions_status_idx on sessions (status);
create index sessions_user_created_idx on sessions (user_id, created_at desc);
create index sessions_scenario_idx on sessions (scenario_id) where status = 'completed';
create index sessions_idle_idx on sessions (last_heard_at) where ended_at is null;

-- The one open session of a learner. A table of its own, since a unique index of a partitioned table
-- cannot leave out the partition key; the row goes when the session ends.
create table open_sessions (
    user_id uuid primary key,
    session_id uuid not null unique
);

-- TB-21: one side's uninterrupted utterance; text only, never sound
create table session_turns (
    id uuid primary key,
    session_id uuid not null references sessions (id) on delete restrict,
    turn integer not null check (turn >= 1),
    speaker varchar(10) not null check (speaker in ('learner', 'patient')),
    source varchar(10) not null check (source in ('typed', 'audio')),
    text text not null,
    prompted boolean not null,
    planned_text text,
    heard_text text,
    started_ms integer not null check (started_ms >= 0),
    ended_ms integer not null check (ended_ms >= started_ms),
    confidence double precision check (confidence between 0 and 1),
    words jsonb check (jsonb_typeof(words) = 'array'),
    seq bigint not null check (seq >= 0),
    matched jsonb,
    engine_version text,
    stage_ms jsonb,
    quality jsonb check (jsonb_typeof(quality) = 'object'),
    variant text,
    created_at timestamptz not null,
    unique (session_id, turn)
);

-- TB-05: the report; while status is generating the row is also the order to make it
create table feedback_reports (
    id uuid primary key,
    session_id uuid not null references sessions (id) on delete restrict,
    user_id uuid not null,
    status varchar(20) not null check (status in ('generating', 'ready', 'too_short', 'unavailable')),
    current boolean not null,
    transcript text not null,
    ai_summary text not null,
    score_raw integer check (score_raw between 0 and 100),
    strengths text not null,
    areas_for_improvement text not null,
    detailed_scores jsonb,
    strength_details jsonb not null check (jsonb_typeof(strength_details) = 'array'),
    improvement_details jsonb not null check (jsonb_typeof(improvement_details) = 'array'),
    -- json, not jsonb: shown exactly as the scorer wrote it, order and decimals included
    score json,
    analysis json,
    notices json not null,
    model_version text,
    prompt_version text,
    attempts integer not null check (attempts >= 0),
    next_attempt_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (score_raw is null or status = 'ready'),
    check (status <> 'ready' or score_raw is not null)
);
create unique index feedback_reports_current_idx on feedback_reports (session_id) where current;
create index feedback_reports_score_idx on feedback_reports (score_raw);
create index feedback_reports_user_idx on feedback_reports (user_id, created_at desc);
create index feedback_reports_due_idx on feedback_reports (next_attempt_at) where next_attempt_at is not null;

-- TB-36: one learner's standing in one scenario; progress is the best score so far
create table user_progress (
    user_id uuid not null,
    scenario_id uuid not null,
    progress integer check (progress between 0 and 100),
    last_score integer check (last_score between 0 and 100),
    sessions_completed integer not null check (sessions_completed >= 0),
    practice_seconds bigint not null check (practice_seconds >= 0),
    updated_at timestamptz not null,
    primary key (user_id, scenario_id)
);

-- TB-06: one row a learner and day on which a report was scored
create table user_progress_snapshots (
    id uuid primary key,
    user_id uuid not null,
    snapshot_date date not null,
    average_score double precision not null,
    sessions_completed_count integer not null,
    strengths_topics jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (user_id, snapshot_date)
);
create index user_progress_snapshots_date_idx on user_progress_snapshots (snapshot_date);

-- TB-42: answers of calls with an Idempotency-Key, for 24 h
create table idempotency_keys (
    user_id uuid not null,
    route text not null,
    idempotency_key text not null,
    body_hash text not null,
    done boolean not null,
    lease_until timestamptz not null,
    created_at timestamptz not null,
    status integer,
    location text,
    answer text,
    primary key (user_id, route, idempotency_key)
);
create index idempotency_keys_created_idx on idempotency_keys (created_at);

-- TB-35: what has happened and is not yet on Kafka; seq gives the order within a key
create table outbox_events (
    id uuid primary key,
    seq bigint generated always as identity,
    lane smallint not null check (lane between 0 and 7),
    topic text not null,
    event_key text not null,
    type text not null,
    payload text not null,
    correlation_id text,
    occurred_at timestamptz not null,
    published_at timestamptz
);
create index outbox_events_pending_idx on outbox_events (lane, seq) where published_at is null;
create index outbox_events_published_idx on outbox_events (published_at) where published_at is not null;

-- ids of the events this service has handled, so that a second delivery does nothing
create table handled_events (
    consumer text not null,
    event_id uuid not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
);
create index handled_events_handled_idx on handled_events (handled_at);
