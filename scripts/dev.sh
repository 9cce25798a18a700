#!/usr/bin/env bash
# Serves a development build; rebuilds and reloads the page when a source or style changes.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

need_build_tools
say "Bundling the stylesheet, again at every change"
scripts/style.sh
scripts/style.sh --watch=forever </dev/null &
styles=$!
say "Bundling the TypeScript modules, again at every change"
scripts/modules.sh --plain --outdir target/site/pkg
scripts/modules.sh --plain --outdir target/site/pkg --watch &
trap 'kill $styles $! 2>/dev/null' EXIT
with_target_dir true
say "Building and serving; the page reloads after each change (stop with Ctrl+C)"
# File names stay without hashes here: a rebuild then replaces the file that the page names.
LEPTOS_HASH_FILES=false cargo leptos watch -- serve
