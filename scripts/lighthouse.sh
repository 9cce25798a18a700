#!/usr/bin/env bash
# Lighthouse on a phone: home, search, listing, map and statistics, medians of RUNS (5) beside the
# targets. On demo data, or on what is served at URL. PAGES="map stats" measures those alone.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh
. scripts/demo-server.sh

need_npm_packages
need_browser
if [ -z "${URL:-}" ]; then
  start_demo_server 20000
  URL=$base_url
fi
read -ra pages <<<"${PAGES:-}"
node bench/lighthouse.js "$URL" "${RUNS:-5}" "${pages[@]}"
