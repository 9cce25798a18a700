#!/usr/bin/env bash
# The TypeScript modules: `modules.sh check` checks their types and those of the service worker, and
# runs their tests; anything else bundles them with the options of frontend/build.js.
. "$(dirname "$0")/environment.sh"

if [ "${1:-}" = check ]; then
  tsc --noEmit -p frontend/modules
  tsc --noEmit -p frontend/service_worker
  exec node frontend/build.js --test
fi
exec node frontend/build.js "$@"
