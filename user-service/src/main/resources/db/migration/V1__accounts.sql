-- Accounts, sign-in, consents, notifications and what shared's code keeps in each schema.

create table professions (
    code varchar(50) primary key,
    exam_name varchar(50) not null unique,
    active boolean not null
);
insert into professions (code, exam_name, active) values
    ('doctor', 'medicine', true),
    ('nurse', 'nursing', true),
    ('dentist', 'dentistry', true),
    ('physiotherapist', 'physiotherapy', true),
    ('pharmacist', 'pharmacy', false),
    ('dietitian', 'dietetics', false),
    ('occupational_therapist', 'occupational therapy', false),
    ('optometrist', 'optometry', false),
    ('podiatrist', 'podiatry', false),
    ('radiographer', 'radiography', false),
    ('speech_pathologist', 'speech pathology', false),
    ('veterinarian', 'veterinary science', false);

-- TB-01
create table users (
    id uuid primary key,
    email varchar(255) not null,
    hashed_password varchar(255) not null,
    full_name varchar(255),
    role varchar(50) not null check (role in ('user', 'reviewer', 'support', 'admin')),
    profession varchar(50) references professions (code),
    is_email_verified boolean not null default false,
    last_login_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    status varchar(20) not null
        check (status in ('active', 'disabled', 'pending_deletion', 'anonymised')),
    mfa_secret bytea,
    mfa_enabled boolean not null default false check (not mfa_enabled or mfa_secret is not null),
    mfa_last_step bigint,
    avatar_id uuid,
    years_experience smallint check (years_experience between 0 and 70),
    version integer not null,
    -- CX-63: null for staff only
    check (role <> 'user' or status = 'anonymised'
        or (full_name is not null and profession is not null))
);
create unique index users_email_idx on users (lower(email));
create index users_role_idx on users (role);

-- TB-09: the defaults of catalogue ch. 15
create table user_settings (
    user_id uuid primary key references users (id),
    language varchar(10) not null default 'en',
    timezone varchar(64) not null default 'America/New_York',
    theme varchar(10) not null default 'light',
    email_practice_reminders boolean not null default true,
    email_feedback_reports boolean not null default true,
    email_new_scenarios boolean not null default false,
    email_weekly_digest boolean not null default false,
    in_app_practice_reminders boolean not null default true,
    in_app_feedback_ready boolean not null default true,
    in_app_system_updates boolean not null default false,
    font_size varchar(10) not null default '16px',
    high_contrast boolean not null default false,
    screen_reader boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- TB-10: one row per token; a family is one sign-in, its id is the sid of the access tokens
create table refresh_tokens (
    id uuid primary key,
    family_id uuid not null,
    user_id uuid not null references users (id),
    token_hash varchar(64) not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    spent_at timestamptz,
    revoked_at timestamptz
);
create index refresh_tokens_family_idx on refresh_tokens (family_id);
create index refresh_tokens_user_idx on refresh_tokens (user_id);
create index refresh_tokens_expires_idx on refresh_tokens (expires_at);

-- TB-11: only hashes; the token itself is in the mail
create table one_time_tokens (
    id uuid primary key,
    user_id uuid not null references users (id),
    purpose varchar(20) not null check (purpose in ('verify', 'reset', 'export')),
    token_hash varchar(64) not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    used_at timestamptz
);
create index one_time_tokens_user_idx on one_time_tokens (user_id, purpose, created_at);

-- keys that sign access tokens; the private part is encrypted by the application
create table signing_keys (
    kid varchar(64) primary key,
    public_jwk text not null,
    private_jwk bytea not null,
    status varchar(10) not null check (status in ('next', 'current', 'retired')),
    created_at timestamptz not null,
    retired_at timestamptz check ((retired_at is not null) = (status = 'retired'))
);
create unique index signing_keys_current_idx on signing_keys (status) where status <> 'retired';

-- TB-27
create table legal_documents (
    id uuid primary key,
    type varchar(20) not null check (type in ('terms', 'privacy', 'data-policy')),
    version varchar(20) not null,
    title varchar(255) not null,
    content text not null,
    effective_date date not null,
    created_at timestamptz not null,
    unique (type, version)
);
create index legal_documents_effective_idx on legal_documents (type, effective_date);

-- TB-28
create table legal_acceptances (
    id uuid primary key,
    user_id uuid not null references users (id),
    document_id uuid not null references legal_documents (id),
    version varchar(20) not null,
    accepted_at timestamptz not null,
    ip_address varchar(50) not null,
    unique (user_id, document_id)
);

-- TB-34
create table notifications (
    id uuid primary key,
    user_id uuid not null references users (id),
    type varchar(50) not null,
    title varchar(255) not null,
    message text not null,
    data jsonb not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create index notifications_user_idx on notifications (user_id, created_at desc);

-- TB-44: projection of billing.*; the event may come before the account is known here
create table user_plan (
    user_id uuid primary key,
    tier varchar(10) not null check (tier in ('free', 'paid')),
    plan_id varchar(50) not null,
    valid_until timestamptz,
    changed_at timestamptz not null
);

-- TB-07
create table audit_logs (
    id uuid not null,
    admin_id uuid not null references users (id),
    action varchar(50) not null,
    target_entity_id uuid,
    details jsonb,
    ip_address varchar(50) not null,
    timestamp timestamptz not null,
    primary key (id, timestamp)
) partition by range (timestamp);
create table audit_logs_default partition of audit_logs default;
create index audit_logs_timestamp_idx on audit_logs (timestamp);
create index audit_logs_action_idx on audit_logs (action);

-- Spring Modulith's own: events whose listener has not finished
create table event_publication (
    id uuid primary key,
    listener_id text not null,
    event_type text not null,
    serialized_event text not null,
    publication_date timestamptz not null,
    completion_date timestamptz,
    status text,
    completion_attempts integer,
    last_resubmission_date timestamptz
);
create index event_publication_serialized_event_idx
    on event_publication using hash (serialized_event);
create index event_publication_completion_date_idx on event_publication (completion_date);


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
