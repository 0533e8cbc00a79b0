-- EP-71: what ended before this no longer counts as a learner's progress; sessions and reports stay (BR-09)
create table progress_resets (
    user_id uuid primary key,
    reset_at timestamptz not null
);

-- EP-105: exercises from a learner's own words, spaced by SM-2
create table drills (
    id uuid primary key,
    user_id uuid not null,
    session_id uuid not null references sessions (id) on delete restrict,
    kind varchar(30) not null,
    quote text not null,
    prompt text not null,
    suggestion text,
    example text,
    repetitions integer not null check (repetitions >= 0),
    easiness double precision not null check (easiness >= 1.3),
    interval_days integer not null check (interval_days >= 0),
    due_at timestamptz not null,
    last_grade integer check (last_grade between 0 and 5),
    last_answered_at timestamptz,
    answers integer not null check (answers >= 0),
    created_at timestamptz not null,
    -- a report that is made again brings no drill twice
    unique (session_id, kind, quote)
);
create index drills_user_due_idx on drills (user_id, due_at);

-- which scenarios can be practised, from content.published; what else is shown of them is asked for
create table published_scenarios (
    scenario_id uuid primary key,
    version integer not null,
    profession text not null,
    title text,
    difficulty text,
    category text,
    duration_minutes integer,
    required_plan text,
    published boolean not null,
    checked_at timestamptz,
    told_at timestamptz not null
);
create index published_scenarios_profession_idx on published_scenarios (profession);
