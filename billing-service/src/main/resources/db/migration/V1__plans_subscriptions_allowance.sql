-- V1: plans, subscriptions, the allowance of sessions

-- TB-14
create table plans (
    id uuid primary key,
    code text not null unique,
    product text not null,
    name text not null,
    tier text not null check (tier in ('free', 'paid')),
    price_minor bigint not null check (price_minor >= 0),
    currency char(3) not null,
    interval text not null check (interval in ('none', 'month', 'year')),
    unit text not null,
    session_limit integer not null check (session_limit = -1 or session_limit > 0),
    features text[] not null,
    limitations text[] not null
);
create unique index plans_free_idx on plans (product) where tier = 'free';

insert into plans (id, code, product, name, tier, price_minor, currency, interval, unit, session_limit, features, limitations)
values
    ('0190c0de-0000-7000-8000-0000000000a1', 'plan-free', 'oet', 'Free Trial', 'free', 0, 'USD', 'none', 'session', 3,
     array['3 role-plays with the simulated patient', 'A full feedback report for each', 'Scenarios of the free library', 'Web and mobile'],
     array['3 sessions in total', 'No analytics', 'No scenarios of the paid library']),
    ('0190c0de-0000-7000-8000-0000000000a2', 'plan-monthly', 'oet', 'Monthly Pro', 'paid', 2999, 'USD', 'month', 'session', -1,
     array['Unlimited role-plays', 'A full feedback report for each', 'All scenarios at all levels', 'Analytics and progress charts', 'Priority support', 'Web and mobile'],
     '{}'),
    ('0190c0de-0000-7000-8000-0000000000a3', 'plan-annual', 'oet', 'Annual Pro', 'paid', 29999, 'USD', 'year', 'session', -1,
     array['Everything of Monthly Pro', 'Two months free compared with twelve monthly payments', 'Exclusive advanced scenarios', 'Faster support'],
     '{}');

-- TB-02: active renews, cancelled runs until its period ends, expired is over
create table subscriptions (
    id uuid primary key,
    user_id uuid not null,
    product text not null,
    plan_id uuid not null references plans (id) on delete restrict,
    plan_name text not null,
    status text not null check (status in ('active', 'cancelled', 'expired')),
    stripe_customer_id text,
    current_period_start timestamptz not null,
    current_period_end timestamptz not null check (current_period_end > current_period_start),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null
);
create unique index subscriptions_live_idx on subscriptions (user_id, product) where status <> 'expired';
create index subscriptions_status_idx on subscriptions (status);
create index subscriptions_period_end_idx on subscriptions (current_period_end);

-- TB-16: one row per account, product and unit, the lock under which an allowance is decided;
-- used counts captured reservations, whatever the tier they were taken with; the limit binds
-- only while no subscription is live
create table usage_counters (
    user_id uuid not null,
    product text not null,
    unit text not null,
    period text not null default 'once' check (period = 'once'),
    used integer not null default 0 check (used >= 0),
    usage_limit integer not null check (usage_limit >= 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (user_id, product, unit)
);

-- TB-43: the key is the session's id, made before the call
create table reservations (
    key uuid primary key,
    user_id uuid not null,
    product text not null,
    unit text not null,
    tier text not null check (tier in ('free', 'paid')),
    state text not null check (state in ('held', 'captured', 'released')),
    created_at timestamptz not null,
    checked_at timestamptz not null,
    settled_at timestamptz check ((state = 'held') = (settled_at is null)),
    foreign key (user_id, product, unit) references usage_counters on delete restrict
);
create index reservations_held_idx on reservations (user_id, product, unit) where state = 'held';
create index reservations_unsettled_idx on reservations (checked_at) where state = 'held';

-- what was settled once stays so, whoever writes
create function keep_settled() returns trigger language plpgsql as $$
begin
    if old.state <> 'held' and new.state <> old.state then
        raise exception 'reservation % is settled as %', old.key, old.state;
    end if;
    return new;
end
$$;
create trigger reservations_keep_settled before update on reservations
    for each row execute function keep_settled();

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
