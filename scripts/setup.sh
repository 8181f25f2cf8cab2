#!/bin/sh
# Makes .venv with the locked dependencies and this package, then the message catalogues.
# Does nothing, and needs no network, while nothing it depends on has changed.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
stamp=.venv/.stamp

# What the environment was made from: the Python, the place, the lock and the package's metadata.
fingerprint() {
  "$python" - <<'PYTHON' 2>/dev/null || echo "no environment"
import hashlib, pathlib, sys
made_from = [sys.version, str(pathlib.Path.cwd())]
made_from += [pathlib.Path(name).read_text("utf-8") for name in ("requirements/dev.txt", "pyproject.toml")]
print(hashlib.sha256("\0".join(made_from).encode()).hexdigest())
PYTHON
}

# A copied or moved environment still points at its old place, so it is made again.
usable() {
  [ -x "$python" ] && "$python" -c '
import pathlib, sys
here = pathlib.Path(sys.prefix) == pathlib.Path.cwd() / ".venv"
pip = str(pathlib.Path.cwd() / ".venv/bin/python") in pathlib.Path(".venv/bin/pip").read_text()
sys.exit(not (here and pip and sys.version_info >= (3, 12)))' 2>/dev/null
}

install() {
  "$python" -m pip install --quiet --quiet --disable-pip-version-check --no-input "$@"
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ]; then
  if ! usable; then
    base=$(sh scripts/find_python.sh)
    echo "Making .venv with $("$base" -V)."
    "$base" -m venv --clear .venv
  fi
  echo "Installing the locked dependencies."
  install --require-hashes -r requirements/dev.txt
  # The build back-end is one of them, and is looked for on the path.
  PATH="$PWD/.venv/bin:$PATH" install --no-index --no-build-isolation --no-deps --editable .
  fingerprint >"$stamp"
fi

exec "$python" -m scripts.messages compile
