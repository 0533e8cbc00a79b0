#!/bin/sh
# Runs create-schemas.sh on a new PostgreSQL and looks over the walls between the schemas.
set -eu
cd "$(dirname "$0")/../.."
initdb=$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
bin=$(dirname "$initdb")
work=$(mktemp -d)
server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL does not run as root
    chown nobody "$work"
    server() { setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }
fi
cleanup() {
    server "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || :
    rm -rf "$work"
}
trap cleanup EXIT

server "$bin/initdb" -D "$work/data" -U postgres -A trust >/dev/null
printf 'local all postgres trust\nlocal all all scram-sha-256\n' >"$work/data/pg_hba.conf"
server "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-k $work -c listen_addresses='' -c fsync=off" start >/dev/null ||
    { cat "$work/log"; exit 1; }

PGHOST=$work
export PGHOST
createdb -U postgres praxis
POSTGRES_USER=postgres POSTGRES_DB=praxis \
    PASSWORD_USERS="it's \$HOME" PASSWORD_CONTENT=b PASSWORD_SESSIONS=c PASSWORD_BILLING=d \
    k8s/base/postgresql/create-schemas.sh

as() { PGPASSWORD=$2 psql -qAtX -v ON_ERROR_STOP=1 -d praxis -U "praxis_$1" -c "$3"; }
refused() { if as "$@" 2>"$work/error"; then echo "praxis_$1 was allowed: $3"; exit 1; fi; }

as users "it's \$HOME" "create table people (name citext primary key); insert into people values ('Ann')"
[ "$(as users "it's \$HOME" "select count(*) from users.people where name = 'ANN'")" = 1 ]
for service in content:b sessions:c billing:d; do
    as "${service%%:*}" "${service##*:}" "create table mine (id uuid default gen_random_uuid())"
    refused "${service%%:*}" "${service##*:}" "select * from users.people"
    refused "${service%%:*}" "${service##*:}" "create table public.ours (id int)"
done
refused users wrong "select 1"
refused billing d "create role more login"
