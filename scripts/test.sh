#!/usr/bin/env bash
# Everything that must hold before a change goes in. The last line is "N passed, N failed".
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh
. scripts/tally.sh

forget_settings
reports=$(mktemp -d "${TMPDIR:-/tmp}/zufang-test.XXXXXX")
cluster=
classic=
clean_up() {
  [ -z "$classic" ] || scripts/mariadb-server.sh stop "$classic"
  [ -z "$cluster" ] || scripts/postgres-cluster.sh stop "$cluster"
  rm -rf "$reports"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

say "Looking for the tools that the tests need"
need_build_tools
need_browser
need_debian_packages "the examples of docs/api.md are run with them" curl jq

gate "Formatting" cargo fmt --all --check
gate "Clippy, server side" scripts/lint.sh server
gate "Clippy, browser side" scripts/lint.sh browser
gate "Types of the browser tests" tsc --noEmit -p end2end
gate "A client made from the document of the API" scripts/client.sh
gate "Types and tests of the TypeScript modules" scripts/modules.sh check

say "Starting a throw-away MariaDB"
if started=$(scripts/mariadb-server.sh start); then
  classic=${started%% *}
  export ZUFANG_TEST_MYSQL_URL=${started#* }
else
  failed "MariaDB did not start"
fi

say "Starting a throw-away PostgreSQL"
if started=$(scripts/postgres-cluster.sh start); then
  cluster=${started%% *}
  export ZUFANG_TEST_POSTGRES_URL=${started#* }
  cargo_tests "Rust tests, with SQLite and PostgreSQL" with_target_dir cargo test "${server_side[@]}" --no-fail-fast
  cargo_tests "Use cases and API, on PostgreSQL" with_target_dir env ZUFANG_TEST_DATABASE=postgres \
    cargo test "${server_side[@]}" --test accounts --test agents --test moderation --test api --no-fail-fast
else
  failed "Rust tests: PostgreSQL did not start"
fi

gate "Release build" scripts/build.sh
if [ "$last_gate" = passed ]; then
  gate "The API beside its document" scripts/schemathesis.sh
  browser_tests "Browser tests in Chromium" scripts/end2end.sh
else
  failed "Browser tests: there is no release to test"
fi

finish
