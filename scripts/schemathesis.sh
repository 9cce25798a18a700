#!/usr/bin/env bash
# Sends the served API what its own document allows and forbids, as nobody, renter, agent and admin: no 5xx,
# nothing that the document does not say. Works on a built program: schemathesis.sh [PROGRAM]
# (target/product/zufang). ZUFANG_TEST_EXAMPLES: examples per operation (50).
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

program=$(realpath "${1:-$product/zufang}")
examples=${ZUFANG_TEST_EXAMPLES:-50}
need_schemathesis

# The demo accounts' password; they are made for trying things out.
password=zufang-demo
# What is done in person only, and no token is enough for.
in_person='^/api/v1/(account$|account/(password|phone|email|tokens|sessions)|roles|privileges|networks|users)'
# What takes the caller's own account or session away, so that all that follows would be 401.
ends_access=(delete_account delete_account_sessions_id delete_users_id_sessions put_users_id_disabled put_users_id_roles)

folder=$(mktemp -d "${TMPDIR:-/tmp}/zufang-fuzz.XXXXXX")
server=
clean_up() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Messages stay in the outbox: no setting says how they go out. Limits have tests of their own.
forget_settings
export ZUFANG_LIMIT_READING=10000000 ZUFANG_LIMIT_CHANGES=10000000 ZUFANG_LIMIT_CODES=10000000
export ZUFANG_LIMIT_API_ANONYMOUS=100000000/min ZUFANG_LIMIT_API_USER=100000000/day ZUFANG_LIMIT_DOWNLOADS=10000000/hour
port=$(free_port)
base_url="http://127.0.0.1:$port"
export ZUFANG_DATA_DIR="$folder/data" ZUFANG_ADDR="127.0.0.1:$port" ZUFANG_SITE_ROOT="$folder"
(cd "$folder" && "$program" migrate && "$program" demo --listings 200 --seed 1) </dev/null >"$folder/demo.log" 2>&1
(cd "$folder" && exec "$program" serve) </dev/null >"$folder/server.log" 2>&1 &
server=$!
wait_for "$base_url/readyz" 60 "$server" || die "the server did not become ready"

# ask PATH BODY FIELD [TOKEN]: the field of what is answered to a POST.
ask() {
  node -e '
    const [url, body, field, token] = process.argv.slice(1);
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    fetch(url, { method: "POST", headers, body })
      .then((answer) => answer.json())
      .then((answer) => (answer[field] ? console.log(answer[field]) : process.exit(1)));' "$base_url/api/v1$1" "${@:2}"
}

signed_in() { ask /session "{\"login\": \"demo-$1\", \"password\": \"$password\"}" access_token; }

token_of() {
  local scopes='["listings:write", "contacts:write", "account:write", "admin:write"]'
  ask /account/tokens "{\"name\": \"fuzz\", \"days\": 30, \"scopes\": $scopes}" token "$(signed_in "$1")"
}

# run NAME TOKEN [OPTION…]: what it says stands in a file until somebody wants it.
run() {
  local name=$1 token=$2
  shift 2
  [ -z "$token" ] || set -- "$@" -H "Authorization: Bearer $token"
  if schemathesis --config-file end2end/schemathesis.toml run "$base_url/api/v1/openapi.json" --checks all \
    --max-examples "$examples" --seed 1 --continue-on-failure --no-color --warnings off \
    --generation-database none "$@" </dev/null >"$folder/$name.log" 2>&1; then
    say "$name: $(grep -E '^ +[0-9]+ generated' "$folder/$name.log" || true)"
  else
    sed -n '/FAILURES\|ERRORS/,$p' "$folder/$name.log" | head -300
    touch "$folder/failed"
    say "$name: failed"
  fi
}

say "Asking the API as its document allows and forbids"
run nobody '' &
nobody=$!
run renter "$(token_of renter)"
wait "$nobody"
run agent "$(token_of agent)" &
agent=$!
run admin "$(token_of admin)"
wait "$agent"
for login in renter admin; do
  run "$login-in-person" "$(signed_in "$login")" --include-path-regex "$in_person" "${ends_access[@]/#/--exclude-operation-id=}"
done
[ ! -e "$folder/failed" ] || die "the API does not keep what its document says"
# Refusals alone would prove little.
said=$(grep -o 'status=2[0-9]*' "$folder/server.log" | wc -l)
[ "$said" -gt 300 ] || die "only $said changes were made: what was asked is refused for another reason"
say "$said changes were made, none answered otherwise than the document says"
