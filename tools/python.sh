#!/bin/sh
# Prints a Python that can carry the project: 3.11 or newer, with venv. Otherwise one sentence and exit 1.
cd "$(dirname "$0")/.." || exit 1
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
makes_environments='import ensurepip, venv'

if .venv/bin/python -c "$new_enough" 2>/dev/null && .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo .venv/bin/python
    exit 0
fi
without_venv=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    "$name" -c "$new_enough" 2>/dev/null || continue
    if "$name" -c "$makes_environments" 2>/dev/null; then
        echo "$name"
        exit 0
    fi
    without_venv=$name
done
if [ -n "$without_venv" ]; then
    echo "Python trên máy thiếu venv; xin cài gói python3-venv: apt-get install python3-venv (this Python lacks venv: install Debian's package python3-venv)." >&2
else
    echo "Cần Python 3.11 trở lên; xin cài gói python3 và python3-venv (Python 3.11 or newer is needed: install Debian's packages python3 and python3-venv)." >&2
fi
exit 1
