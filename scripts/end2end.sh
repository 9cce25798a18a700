#!/usr/bin/env bash
# Browser tests on the release that is in target/product; options go to Playwright.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh
. scripts/demo-server.sh

need_npm_packages
need_browser
mkdir -p end2end/test-results
demo_log="$root/end2end/test-results/server.log"
start_demo_server 2000
ZUFANG_E2E_URL="$base_url" ZUFANG_E2E_SERVER_LOG="$demo_log" playwright test --config end2end "$@"
