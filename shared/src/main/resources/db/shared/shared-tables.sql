-- Copy into the first migration of a service that writes: the tables that shared's code uses.

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
