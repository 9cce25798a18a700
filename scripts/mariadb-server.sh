#!/usr/bin/env bash
# A throw-away MariaDB in a temporary folder, on a free port, that keeps nothing safe:
#   mariadb-server.sh start   prints "FOLDER URL"
#   mariadb-server.sh stop FOLDER
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

password=throwaway

# MariaDB refuses to run as root: it then runs as the user that its package creates.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u mysql -- "$@"
  else
    "$@"
  fi
}

# Debian keeps the server where only root looks for programs.
find_server() {
  local place
  place=$(PATH="$PATH:/usr/sbin" command -v mariadbd) && command -v mariadb-install-db >/dev/null &&
    command -v my_print_defaults >/dev/null && printf '%s\n' "$place"
}

answers() {
  node -e 'const s = require("net").connect(process.argv[1], "127.0.0.1"); s.on("data", () => process.exit(0)); s.on("error", () => process.exit(1)); s.on("close", () => process.exit(1))' "$1"
}

start() {
  local server folder port deadline=$((SECONDS + 60))
  server=$(find_server) || {
    need_mariadb >&2
    server=$(find_server) || die "MariaDB is not here after it was installed"
  }
  if [ "$(id -u)" = 0 ] && ! id mysql >/dev/null 2>&1; then
    useradd --system --no-create-home mysql
  fi
  folder=$(mktemp -d "${TMPDIR:-/tmp}/zufang-mariadb.XXXXXX")
  [ "$(id -u)" != 0 ] || chown mysql "$folder"
  port=$(free_port)
  (
    cd "$folder"
    as_owner mariadb-install-db --no-defaults --datadir="$folder/data" --auth-root-authentication-method=normal \
      --skip-test-db --skip-name-resolve >"$folder/install.log" 2>&1 || die "mariadb-install-db failed: $(tail -3 "$folder/install.log")"
    as_owner sh -c 'printf "CREATE USER zufang@127.0.0.1 IDENTIFIED BY \"%s\";\nGRANT ALL ON *.* TO zufang@127.0.0.1;\n" "$1" >"$2"' \
      sh "$password" "$folder/first.sql"
    as_owner "$server" --no-defaults --datadir="$folder/data" --socket="$folder/server.sock" --pid-file="$folder/server.pid" \
      --bind-address=127.0.0.1 --port="$port" --init-file="$folder/first.sql" --skip-name-resolve --skip-log-bin --character-set-server=utf8mb4 \
      --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M --performance-schema=OFF >"$folder/server.log" 2>&1 &
    until answers "$port"; do
      kill -0 $! 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || die "MariaDB did not start: $(tail -3 "$folder/server.log")"
      sleep 0.1
    done
  ) </dev/null >&2 || {
    stop "$folder"
    exit 1
  }
  printf '%s mysql://zufang:%s@127.0.0.1:%s/mysql\n' "$folder" "$password" "$port"
}

# The processes of the server in FOLDER, by its file and by what they were started with.
processes() {
  { cat "$1/server.pid" 2>/dev/null || true; pgrep -f -- "--datadir=$1/data " || true; } | sort -u
}

stop() {
  local folder=$1 pid deadline=$((SECONDS + 20))
  for pid in $(processes "$folder"); do
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  done
  case $(basename "$folder") in
    zufang-mariadb.*) rm -rf "$folder" ;;
  esac
}

case "${1:-}" in
  start) start ;;
  stop) stop "${2:?folder}" ;;
  *) die "usage: $0 start | stop FOLDER" ;;
esac
