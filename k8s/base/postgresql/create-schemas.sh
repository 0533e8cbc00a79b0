#!/bin/sh
# Makes a role and a schema for each service, once, when the volume is new: the same ones that
# devstack makes on one machine. Extensions live in a schema of their own.
set -eu

sql() {
    psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet -U "${POSTGRES_USER:-postgres}" -d "$POSTGRES_DB" "$@"
}

sql <<'SQL'
revoke all on schema public from public;
create schema extensions;
grant usage on schema extensions to public;
create extension citext schema extensions;
create extension pg_trgm schema extensions;
create extension pgcrypto schema extensions;
create extension unaccent schema extensions;
SQL

schema() {
    # the password goes through psql's own quoting, not through the shell's
    sql -v schema="$1" -v role="praxis_$1" -v password="$2" <<'SQL'
create role :"role" login password :'password';
create schema :"schema" authorization :"role";
alter role :"role" set search_path = :"schema", extensions;
SQL
}

schema users "$PASSWORD_USERS"
schema content "$PASSWORD_CONTENT"
schema sessions "$PASSWORD_SESSIONS"
schema billing "$PASSWORD_BILLING"
