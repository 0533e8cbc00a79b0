-- V1: scenarios and their versions

-- the twelve professions of the exam: code of the API, name of the card files (catalogue 1.3)
create table professions (
    code text primary key,
    exam_name text not null unique,
    active boolean not null
);

insert into professions (code, exam_name, active) values
    ('doctor', 'medicine', true),
    ('nurse', 'nursing', true),
    ('dentist', 'dentistry', true),
    ('physiotherapist', 'physiotherapy', true),
    ('pharmacist', 'pharmacy', false),
    ('dietitian', 'dietetics', false),
    ('occupational_therapist', 'occupational_therapy', false),
    ('optometrist', 'optometry', false),
    ('podiatrist', 'podiatry', false),
    ('radiographer', 'radiography', false),
    ('speech_pathologist', 'speech_pathology', false),
    ('veterinarian', 'veterinary_science', false);

-- TB-03; what learners see comes from candidate_card, never from patient_persona but age and gender
create table scenarios (
    id uuid primary key,
    code text not null unique,
    title text not null,
    description text not null,
    patient_persona jsonb not null,
    candidate_card jsonb not null,
    clinical_area text not null
        check (clinical_area in ('general', 'emergency', 'chronic', 'preventive', 'surgical', 'musculoskeletal')),
    topic text not null,
    target_profession text not null references professions (code) on delete restrict,
    difficulty_level text not null check (difficulty_level in ('beginner', 'intermediate', 'advanced')),
    duration_minutes integer not null check (duration_minutes between 1 and 60),
    required_plan text not null check (required_plan in ('free', 'paid')),
    learning_objectives text[] not null,
    prerequisites text[] not null,
    instructions jsonb not null,
    is_ai_generated boolean not null default false,
    clinical_review text not null check (clinical_review in ('pending', 'signed')),
    created_by_admin_id uuid not null,
    status text not null check (status in ('draft', 'in_review', 'published', 'archived')),
    version integer not null check (version > 0),
    rating_sum integer not null default 0 check (rating_sum >= 0),
    rating_count integer not null default 0 check (rating_count >= 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz check (status <> 'published' or published_at is not null),
    search_text text generated always as (lower(title || ' ' || description || ' ' || topic)) stored,
    search tsvector generated always as (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', topic), 'B')
        || setweight(to_tsvector('english', description), 'C')
        || setweight(jsonb_to_tsvector('english', candidate_card, '["string"]'), 'D')) stored
);
create index scenarios_profession_difficulty_idx on scenarios (target_profession, difficulty_level);
create index scenarios_profession_area_idx on scenarios (target_profession, clinical_area);
create index scenarios_status_idx on scenarios (status);
create index scenarios_published_area_idx on scenarios (clinical_area) where status = 'published';
create index scenarios_created_idx on scenarios (created_at desc, id desc);
create index scenarios_search_idx on scenarios using gin (search);

-- TB-18: what a session is pinned to; json, not jsonb, because a card is kept as it was written
create table scenario_versions (
    id uuid primary key,
    scenario_id uuid not null references scenarios (id) on delete restrict,
    version integer not null check (version > 0),
    target_profession text not null,
    duration_minutes integer not null,
    card json not null,
    card_hash text not null,
    decision text not null,
    created_at timestamptz not null,
    unique (scenario_id, version)
);

create function keep_versions() returns trigger language plpgsql as $$
begin
    raise exception 'version % of scenario % does not change', old.version, old.scenario_id;
end
$$;
create trigger scenario_versions_keep before update or delete on scenario_versions
    for each row execute function keep_versions();

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
