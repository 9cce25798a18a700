# Sourced after environment.sh: the release on demo data of its own, for tests and pictures.
# shellcheck shell=bash disable=SC2034,SC2154

# start_demo_server LISTINGS: sets base_url; the server ends with the script.
start_demo_server() {
  local listings=$1 port
  forget_settings
  demo_folder=$(mktemp -d "${TMPDIR:-/tmp}/zufang-demo.XXXXXX")
  demo_server=
  trap stop_demo_server EXIT
  trap 'exit 130' INT TERM
  port=$(free_port)
  # All tests come from one address.
  export ZUFANG_LIMIT_READING=1000000 ZUFANG_LIMIT_CHANGES=100000 ZUFANG_LIMIT_CODES=100000
  export ZUFANG_LIMIT_API_ANONYMOUS=1000000/min ZUFANG_LIMIT_API_USER=1000000/day ZUFANG_LIMIT_DOWNLOADS=1000000/hour
  export ZUFANG_LIMIT_CLASSIC_ANONYMOUS=1000000/min ZUFANG_LIMIT_CLASSIC_USER=1000000/day
  export ZUFANG_DATA_DIR="$demo_folder/data" ZUFANG_SITE_ROOT="$product/site" ZUFANG_ADDR="127.0.0.1:$port"
  say "Making $listings demo listings"
  (
    # Away from the checkout, where a zufang.toml may lie.
    cd "$demo_folder" || exit
    "$product/zufang" migrate
    "$product/zufang" demo --listings "$listings" --seed 1
  ) </dev/null
  say "Starting the server, its log in ${demo_log:=$demo_folder/server.log}"
  (cd "$demo_folder" && exec "$product/zufang" serve) </dev/null >"$demo_log" 2>&1 &
  demo_server=$!
  base_url="http://127.0.0.1:$port"
  wait_for "$base_url/readyz" 60 "$demo_server" || {
    tail -20 "$demo_log" >&2
    die "the server did not become ready"
  }
}

stop_demo_server() {
  [ -z "$demo_server" ] || kill "$demo_server" 2>/dev/null || true
  [ -z "$demo_server" ] || wait "$demo_server" 2>/dev/null || true
  rm -rf "$demo_folder"
}
