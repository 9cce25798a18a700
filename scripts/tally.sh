# Sourced by test.sh: runs stages and counts what passed and failed in them.
# shellcheck shell=bash disable=SC2034,SC2154

passes=0
failures=0
last_gate=
failed_stages=()

# A stage that passes or fails as a whole.
gate() {
  local name=$1
  shift
  say "$name"
  if "$@" </dev/null; then
    last_gate=passed
    passes=$((passes + 1))
  else
    last_gate=failed
    failed "$name"
  fi
}

failed() {
  failures=$((failures + 1))
  failed_stages+=("$1")
}

# Adds the results of a stage that counts its own tests; a stage that breaks before or beside its
# tests counts as one failure.
add_results() {
  local name=$1 status=$2 passed=$3 broken=$4
  passes=$((passes + passed))
  failures=$((failures + broken))
  if [ "$broken" -gt 0 ]; then
    failed_stages+=("$name")
  elif [ "$status" != 0 ] || [ "$passed" = 0 ]; then
    failed "$name (ended with status $status after $passed passed tests)"
  fi
}

cargo_tests() {
  local name=$1 output="$reports/cargo-test.log" status=0 counts
  shift
  say "$name"
  "$@" </dev/null 2>&1 | tee "$output" || status=$?
  counts=$(cargo_counts <"$output")
  # shellcheck disable=SC2086
  add_results "$name" "$status" $counts
}

# From cargo's output to "PASSED FAILED".
cargo_counts() {
  sed 's/\x1b\[[0-9;]*m//g' | awk '
    /^test result: / {
      for (i = 2; i <= NF; i++) {
        if ($i == "passed;") passed += $(i - 1)
        if ($i == "failed;") failed += $(i - 1)
      }
    }
    END { print passed + 0, failed + 0 }'
}

browser_tests() {
  local name=$1 report="$reports/browser.json" status=0 counts
  shift
  say "$name"
  rm -f "$report"
  PLAYWRIGHT_JSON_OUTPUT_FILE="$report" "$@" --reporter=list,json </dev/null || status=$?
  counts=$(browser_counts "$report")
  # shellcheck disable=SC2086
  add_results "$name" "$status" $counts
}

# From Playwright's JSON report to "PASSED FAILED"; a test that passed only when run again failed.
browser_counts() {
  node -e '
    const read = require("fs").readFileSync;
    let stats = {};
    try { stats = JSON.parse(read(process.argv[1], "utf8")).stats; } catch {}
    const { expected = 0, unexpected = 0, flaky = 0 } = stats;
    console.log(expected, unexpected + flaky);' "$1"
}

finish() {
  local stage
  for stage in "${failed_stages[@]}"; do
    printf 'failed: %s\n' "$stage"
  done
  printf '%s passed, %s failed\n' "$passes" "$failures"
  [ "$failures" = 0 ]
  exit
}
