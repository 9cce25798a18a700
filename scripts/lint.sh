#!/usr/bin/env bash
# Clippy with warnings denied: lint.sh [server|browser], both without an argument.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

need_rust
need_wasm_target
if [ "${1:-server}" = server ]; then
  with_target_dir cargo clippy "${server_side[@]}" --all-targets -- -D warnings
fi
if [ "${1:-browser}" = browser ]; then
  with_target_dir cargo clippy "${browser_side[@]}" -- -D warnings
fi
