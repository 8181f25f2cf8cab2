#!/bin/sh
# Prints a Python that can run Banggiao: 3.12 or newer, with SQLite 3.37 and FTS5, venv and ssl.
# Each candidate is run before it is believed: a pyenv shim on the path may not start at all.
set -u

works() {
  "$1" - <<'PYTHON' >/dev/null 2>&1
import sys
assert sys.version_info >= (3, 12)
import ensurepip, ssl, sqlite3, venv
assert sqlite3.sqlite_version_info >= (3, 37)
sqlite3.connect(":memory:").execute("create virtual table t using fts5(a)")
PYTHON
}

try() {
  if [ -n "$1" ] && works "$1"; then
    "$1" -c 'import sys; print(sys.executable)'
    exit 0
  fi
}

if [ -n "${PYTHON:-}" ]; then
  try "$PYTHON"
  echo "PYTHON=$PYTHON cannot be used: Banggiao needs Python 3.12 or newer with SQLite 3.37 (FTS5), venv and ssl." >&2
  exit 1
fi

# 3.13 and 3.12 are the versions the suite is run on; newer ones come after them.
for version in 3.13 3.12 3.14 3.15; do
  try "$(command -v "python$version")"
  for candidate in "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$version".*/bin/"python$version" \
    "${HOME:-}/.local/bin/python$version" "/usr/local/bin/python$version" "/opt/homebrew/bin/python$version"; do
    [ -x "$candidate" ] && try "$candidate"
  done
done
try "$(command -v python3)"
if command -v uv >/dev/null 2>&1; then
  try "$(uv python find --no-project '>=3.12' 2>/dev/null)"
  uv python install 3.13 >/dev/null 2>&1 && try "$(uv python find --no-project 3.13 2>/dev/null)"
fi

echo "No Python 3.12 or newer was found that has SQLite 3.37 (FTS5), venv and ssl. Install one, or name it: make setup PYTHON=/path/to/python3.13" >&2
exit 1
