-- What other services tell of people, as far as it is counted: no name, no address.
create table learners (
    user_id uuid primary key,
    role text not null,
    profession text,
    registered_at timestamptz not null
);
create index learners_registered_idx on learners (registered_at);

-- one row a person and day with a sign-in
create table sign_in_days (
    user_id uuid not null,
    day date not null,
    primary key (user_id, day)
);
create index sign_in_days_day_idx on sign_in_days (day);

create table plan_activations (
    subscription_id uuid not null,
    user_id uuid not null,
    tier text not null,
    activated_at timestamptz not null,
    valid_until timestamptz,
    primary key (subscription_id, activated_at)
);
create index plan_activations_user_idx on plan_activations (user_id, activated_at);

create index sessions_ended_idx on sessions (ended_at) where status = 'completed';

-- TB-08: figures by day that outlive the rows they were counted from
create table analytics_aggregates (
    id uuid primary key,
    metric_type varchar(50) not null,
    time_bucket timestamptz not null,
    dimension text not null,
    data jsonb not null check (jsonb_typeof(data) = 'object'),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (metric_type, time_bucket, dimension)
);
