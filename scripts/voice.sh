#!/bin/sh
# Brings the speech models: voice.sh FOLDER. What is brought, and how it is checked, is in voice.py.
set -u
command -v python3 >/dev/null 2>&1 || { echo "make voice needs python3 with pip; install both and try again." >&2; exit 1; }
python3 -m pip --version >/dev/null 2>&1 || { echo "make voice needs pip for $(command -v python3); install it (Debian: apt-get install python3-pip) and try again." >&2; exit 1; }
exec python3 "$(dirname "$0")/voice.py" "$@"
