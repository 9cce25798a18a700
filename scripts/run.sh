#!/usr/bin/env bash
# Builds what changed, fills an empty database with demo data, serves.
. "$(dirname "$0")/environment.sh"

scripts/build.sh
export ZUFANG_SITE_ROOT="${ZUFANG_SITE_ROOT:-$product/site}"
say "Preparing the database"
"$product/zufang" migrate
"$product/zufang" demo --if-empty
say "Serving (settings: docs/operations.md; stop with Ctrl+C)"
exec "$product/zufang" serve
