# Sourced after environment.sh: installs the tools that are missing, and nothing that is there.
# shellcheck shell=bash disable=SC2034,SC2154

cargo_leptos_version=0.3.10
schemathesis_version=4.32.5

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "this needs root or sudo: $*"
  fi
}

# need_debian_packages WHY PACKAGE…: asks apt only when one is missing.
need_debian_packages() {
  local why=$1 missing=() package
  shift
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Installing ${missing[*]} ($why)"
  as_root apt-get update -q </dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" </dev/null
}

need_rust() {
  command -v cargo >/dev/null || die "Rust is missing: install a stable toolchain with rustup (https://rustup.rs)"
  cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
  cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
}

need_wasm_target() {
  rustup target list --installed | grep -qx wasm32-unknown-unknown && return
  say "Adding the wasm32 target to the Rust toolchain"
  rustup target add wasm32-unknown-unknown
}

# cargo_tool CRATE VERSION [OPTION…]: installs beside, not over, what the person has.
cargo_tool() {
  local crate=$1 version=$2
  shift 2
  say "Installing $crate $version (once, some minutes)"
  # Faster to build at little cost in speed: the crates ask for link-time optimisation.
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install "$crate" --version "$version" --root "$cache/tools" --force "$@"
}

need_cargo_leptos() {
  [ "$(cargo-leptos --version 2>/dev/null | awk '{print $2}')" = "$cargo_leptos_version" ] && return
  # no_downloads: it takes wasm-bindgen and wasm-opt from PATH instead of fetching its own.
  cargo_tool cargo-leptos "$cargo_leptos_version" --locked --features no_downloads
}

need_wasm_bindgen() {
  local version
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
  [ "$(wasm-bindgen --version 2>/dev/null | awk '{print $2}')" = "$version" ] && return
  # Without --locked: its own lock file names a crate version that registries no longer serve.
  cargo_tool wasm-bindgen-cli "$version"
}

need_node() {
  command -v npm >/dev/null || die "Node 20 or newer with npm is missing"
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || die "Node is $(node --version), 20 or newer is needed"
}

need_npm_packages() {
  need_node
  local lock
  lock=$(sha256sum <package-lock.json)
  [ "$(cat node_modules/.installed-lock 2>/dev/null)" = "$lock" ] && return
  say "Installing the npm packages"
  npm ci --ignore-scripts --no-audit --no-fund </dev/null
  printf '%s\n' "$lock" >node_modules/.installed-lock
}

need_browser() {
  need_debian_packages "the browser tests run in it" chromium fonts-noto-cjk
}

# The server alone, without the service that Debian's whole package starts, and what its installer calls.
need_mariadb() {
  need_debian_packages "the import of classic systems is tested on it" mariadb-server-core mariadb-client-core
}

# In a folder of its own: what Debian calls Python is nobody's to install into.
need_schemathesis() {
  need_debian_packages "it runs what sends the API all sorts of things" python3-venv
  local folder="$cache/tools/schemathesis"
  export PATH="$folder/bin:$PATH"
  [ "$(schemathesis --version 2>/dev/null)" = "schemathesis, version $schemathesis_version" ] && return
  say "Installing schemathesis $schemathesis_version"
  python3 -m venv "$folder"
  "$folder/bin/pip" install -q --disable-pip-version-check "schemathesis==$schemathesis_version" </dev/null
}

need_build_tools() {
  need_rust
  need_wasm_target
  need_npm_packages
  need_cargo_leptos
  need_wasm_bindgen
}
