# Sourced by every other script: where things are, and how the scripts speak.
# shellcheck shell=bash disable=SC2034
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Compiled dependencies and tools stay outside the checkout, so that a fresh clone reuses them.
cache="${XDG_CACHE_HOME:-$HOME/.cache}/zufang"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
export PATH="$cache/tools/bin:$root/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# What `make run` serves: the binary, its hash.txt and the site, copied out of the shared folder.
product="$root/target/product"

# Server side and browser side never share a cargo call: their features would be united.
server_side=(-p domain -p ui -p app -p store -p search -p services -p testkit -p server -p bench
  --features "ui/ssr,app/ssr")
browser_side=(-p ui -p app -p frontend --features "ui/hydrate,app/hydrate,frontend/hydrate"
  --target wasm32-unknown-unknown)

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# For scripts that work on data of their own: the person's database must stay out of it.
forget_settings() {
  local name
  for name in "${!ZUFANG_@}"; do
    [[ $name =~ ^ZUFANG_(TEST|BENCH|E2E)_ ]] || unset "$name"
  done
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Waits until URL answers with success: wait_for URL SECONDS [PID]. Gives up early when PID ends.
wait_for() {
  local url=$1 deadline=$((SECONDS + $2)) pid=${3:-}
  until node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$url"; do
    [ -z "$pid" ] || kill -0 "$pid" 2>/dev/null || return 1
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# Runs cargo for this checkout in the target folder, which other checkouts may share. Cargo tells
# workspace crates of two checkouts apart by file times only, and would take the other's newer
# build for ours: so only one checkout builds at a time, and when anyone else built since our last
# turn, our sources are touched first.
with_target_dir() {
  mkdir -p "$CARGO_TARGET_DIR"
  (
    exec 9>"$CARGO_TARGET_DIR/.zufang.lock"
    flock --nonblock 9 || {
      say "Waiting for another build in $CARGO_TARGET_DIR"
      flock 9
    }
    local owner="$CARGO_TARGET_DIR/.zufang-checkout" status=0
    built_by_us_last "$owner" || touch_sources
    "$@" 9>&- || status=$?
    printf '%s\n' "$root" >"$owner"
    exit "$status"
  )
}

built_by_us_last() {
  local owner=$1 crates
  [ "$(cat "$owner" 2>/dev/null)" = "$root" ] || return 1
  crates=$(sed -n 's/^name = "\(.*\)"/\1/p' ./Cargo.toml ./*/Cargo.toml ./*/*/Cargo.toml | sort -u | paste -sd '|')
  [ -z "$(find "$CARGO_TARGET_DIR" -maxdepth 6 -regextype posix-extended \
    -regex ".*/\.fingerprint/($crates)-[0-9a-f]+/.*" -newer "$owner" -print -quit 2>/dev/null)" ]
}

touch_sources() {
  find . \( -path ./target -o -path ./node_modules -o -path ./.git -o -path ./data \) -prune -o -type f -exec touch -c {} +
}
