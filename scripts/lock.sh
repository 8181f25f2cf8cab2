#!/bin/sh
# Compiles requirements/dev.txt from pyproject.toml: exact versions and hashes, no addresses.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/uv pip compile --universal --python-version 3.12 --generate-hashes --extra postgres \
  --group dev --no-header pyproject.toml -o requirements/dev.txt -q "$@"
exec sh scripts/setup.sh
