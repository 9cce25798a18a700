#!/usr/bin/env bash
# Types from docs/openapi.json, and a program that is written with them: both must compile, strictly.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

need_npm_packages
types="$root/target/client"
mkdir -p "$types"
docs/client/node_modules/.bin/openapi-typescript docs/openapi.json --output "$types/api.d.ts"
# The compiler that the generator needs, and the one of this project.
docs/client/node_modules/.bin/tsc -p docs/client
node_modules/.bin/tsc -p docs/client
