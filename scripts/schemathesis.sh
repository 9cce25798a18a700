#!/usr/bin/env bash
# Sends the served API what its own document allows and forbids, as nobody, renter, agent and admin, each to
# a server of its own with demo data: no 5xx, nothing that the document does not say. Needs a built program:
# schemathesis.sh [PROGRAM] (target/product/zufang). ZUFANG_TEST_EXAMPLES: examples per operation (50).
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

version=4.32.5
program=$(realpath "${1:-$product/zufang}")
examples=${ZUFANG_TEST_EXAMPLES:-50}
venv="$CARGO_TARGET_DIR/schemathesis"
server=
folder=
end_server() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  [ -z "$folder" ] || rm -rf "$folder"
  server= folder=
}
trap end_server EXIT
trap 'exit 130' INT TERM

need_debian_packages "it runs the tests of what is sent to the API" python3-venv
[ "$("$venv/bin/schemathesis" --version 2>/dev/null)" = "schemathesis, version $version" ] || {
  say "Installing schemathesis $version"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q "schemathesis==$version"
}

# Messages stay in the outbox: no setting says how they go out.
forget_settings
export ZUFANG_LIMIT_READING=1000000 ZUFANG_LIMIT_CHANGES=1000000 ZUFANG_LIMIT_CODES=1000000
export ZUFANG_LIMIT_API_ANONYMOUS=1000000/min ZUFANG_LIMIT_API_USER=10000000/day ZUFANG_LIMIT_DOWNLOADS=1000000/hour

# start_server: a server with data of its own, so that what one of them breaks is whole for the next.
start_server() {
  local port
  port=$(free_port)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/zufang-fuzz.XXXXXX")
  export ZUFANG_DATA_DIR="$folder/data" ZUFANG_ADDR="127.0.0.1:$port" ZUFANG_SITE_ROOT="$folder"
  (cd "$folder" && "$program" migrate && "$program" demo --listings 60 --seed 1) </dev/null >"$folder/demo.log" 2>&1
  (cd "$folder" && exec "$program" serve) </dev/null >"$folder/server.log" 2>&1 &
  server=$!
  base_url="http://127.0.0.1:$port"
  wait_for "$base_url/readyz" 60 "$server" || die "the server did not become ready"
}

# What ends the caller's own session, or access to their account, would turn all that follows into 401.
ends_access='^/api/v1/(session|session/renewal|account/password|account/sessions.*|users/\{id\}/(roles|disabled|sessions))$'

# as_who LOGIN: every operation, with the token of LOGIN, or none.
as_who() {
  local login=$1 token='' who=()
  start_server
  if [ -n "$login" ]; then
    token=$(node -e '
      const [url, login] = process.argv.slice(1);
      const body = JSON.stringify({ login, password: "zufang-demo" });
      fetch(url + "/api/v1/session", { method: "POST", headers: { "content-type": "application/json" }, body })
        .then((answer) => answer.json()).then((answer) => console.log(answer.access_token));' "$base_url" "$login")
    who=(-H "Authorization: Bearer $token" --exclude-path-regex "$ends_access")
  fi
  say "As ${login:-nobody}"
  (cd "$folder" && "$venv/bin/schemathesis" run "$base_url/api/v1/openapi.json" "${who[@]}" --checks all \
    --max-examples "$examples" --seed 1 --workers 2 --continue-on-failure --no-color) || failed+=("${login:-nobody}")
  end_server
}

failed=()
for login in '' demo-renter demo-agent demo-admin; do as_who "$login"; done
[ ${#failed[@]} = 0 ] || die "the API does not keep what its document says, as ${failed[*]}"
