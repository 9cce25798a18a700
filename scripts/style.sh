#!/usr/bin/env bash
# Bundles the stylesheet for cargo-leptos; options are passed to esbuild (--watch).
. "$(dirname "$0")/environment.sh"

exec esbuild style/main.css --bundle --minify --log-level=warning \
  --target=chrome123,edge123,firefox121,safari17.5 \
  '--external:*.svg' '--external:*.webp' '--external:*.woff2' --outfile=target/style/zufang.css "$@"
