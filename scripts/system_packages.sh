#!/bin/sh
# Installs what the tests need and no Python package brings: a browser, PostgreSQL, fonts.
# Only as root, and only where apt-get is. Names what it installs; does nothing when all is there.
set -u

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 0

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
  command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
  missing="$missing postgresql"
for font in fonts-noto-core fonts-noto-cjk; do
  dpkg-query -W -f '${Status}' "$font" 2>/dev/null | grep -q 'ok installed' || missing="$missing $font"
done
[ -n "$missing" ] || exit 0

echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if apt-get update >"$log" 2>&1 </dev/null &&
  apt-get install --yes --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
  exit 0
fi
echo "The system packages could not be installed: $(tail -n 1 "$log")" >&2
exit 1
