#!/usr/bin/env bash
# Pictures of every page, in end2end/screenshots/. Of demo data, or of what is served at URL
# (URL=http://127.0.0.1:3000 make screenshots).
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh
. scripts/demo-server.sh

need_npm_packages
need_browser
if [ -z "${URL:-}" ]; then
  start_demo_server 20000
  URL=$base_url
fi
node end2end/screenshots.js "$URL"
