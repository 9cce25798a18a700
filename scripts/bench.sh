#!/usr/bin/env bash
# Speed and memory of the release, each figure beside its target; fails when one is missed. Arguments name parts
# (see bench/run.js); without any it is all. Settings: ZUFANG_BENCH_CSV (a file to import instead of a generated
# one), ZUFANG_BENCH_CLASSIC (a folder with the tables of a classic system, likewise), ZUFANG_BENCH_SECONDS (per
# load, 10).
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

forget_settings
need_debian_packages "it makes the load" wrk
scripts/build.sh
say "Building the bare server, and what makes large photos"
build_bench() {
  cargo build --release -p bench && cp "$CARGO_TARGET_DIR"/release/{bare-server,large-photos} target/
}
with_target_dir build_bench

export ZUFANG_BENCH_LARGE_PHOTOS="$root/target/large-photos"
export ZUFANG_BENCH_PRODUCT="$product" ZUFANG_BENCH_BARE_SERVER="$root/target/bare-server" ZUFANG_BENCH_DIR="$root/target/bench"
met=0
node bench/run.js "$@" || met=$?
[ $# -eq 0 ] || exit "$met"

say "Searching 1,000,000 listings beside 100,000 (target: p99 at most 3 times as long)"
with_target_dir cargo bench -p search
exit "$met"
