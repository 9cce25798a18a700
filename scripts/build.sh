#!/usr/bin/env bash
# Builds the release into target/product, unless that is already built from these very sources.
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

sources_hash() {
  {
    rustc --version
    find Cargo.toml Cargo.lock package.json package-lock.json scripts/build.sh \
      scripts/style.sh scripts/modules.sh \
      app frontend server style -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum
}

# Copied while the target folder is ours: the binary finds hash.txt beside itself.
build() {
  cargo leptos build --release --split --precompress &&
    rm -rf "$product.new" &&
    mkdir -p "$product.new" &&
    cp "$CARGO_TARGET_DIR/release/zufang" "$CARGO_TARGET_DIR/release/hash.txt" "$product.new/" &&
    cp -r target/site "$product.new/site" &&
    scripts/modules.sh --compress &&
    cp -r target/modules/. "$product.new/site/pkg/" &&
    node frontend/split_loader.js "$product.new/site" &&
    node frontend/service_worker/build.js "$product.new/site"
}

need_rust
hash=$(sources_hash)
if [ "$(cat "$product/sources.sha256" 2>/dev/null)" = "$hash" ]; then
  say "The release is up to date"
  exit
fi

need_build_tools
say "Bundling the stylesheet"
scripts/style.sh
say "Building the release (the first time takes some 15 minutes; compiled parts go to $CARGO_TARGET_DIR)"
with_target_dir build
printf '%s\n' "$hash" >"$product.new/sources.sha256"
rm -rf "$product"
mv "$product.new" "$product"
say "Built $product/zufang"
