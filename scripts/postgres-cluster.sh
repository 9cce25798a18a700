#!/usr/bin/env bash
# A throw-away PostgreSQL cluster in a temporary folder, on a free port, without fsync:
#   postgres-cluster.sh start   prints "FOLDER URL"
#   postgres-cluster.sh stop FOLDER
. "$(dirname "$0")/environment.sh"
. scripts/tools.sh

find_postgres() {
  local folders
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
    dirname "$(readlink -f "$(command -v initdb)")"
    return
  fi
  folders=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)
  [ -x "$folders" ] && dirname "$folders"
}

# Without Debian's own cluster, which would be started and nobody here uses.
install_postgres() {
  need_debian_packages "the store's tests run on it too" postgresql-common
  as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  need_debian_packages "the store's tests run on it too" postgresql
}

# PostgreSQL refuses to run as root: it then runs as the user that its package creates.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

start() {
  local bin folder port
  bin=$(find_postgres) || {
    install_postgres >&2
    bin=$(find_postgres) || die "PostgreSQL has no initdb here"
  }
  if [ "$(id -u)" = 0 ] && ! id postgres >/dev/null 2>&1; then
    useradd --system --no-create-home postgres
  fi
  folder=$(mktemp -d "${TMPDIR:-/tmp}/zufang-postgres.XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  port=$(free_port)
  (
    cd "$folder"
    as_owner "$bin/initdb" -D "$folder/data" -U zufang -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
      die "initdb failed: $(tail -3 "$folder/initdb.log")"
    as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -t 60 -s start -o \
      "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >&2 ||
      die "PostgreSQL did not start: $(tail -3 "$folder/data/server.log")"
  ) </dev/null || {
    rm -rf "$folder"
    exit 1
  }
  printf '%s postgres://zufang@127.0.0.1:%s/postgres\n' "$folder" "$port"
}

stop() {
  local folder=$1
  [ -f "$folder/data/PG_VERSION" ] || return 0
  (
    cd "$folder"
    as_owner "$(find_postgres)/pg_ctl" -D "$folder/data" -m immediate -w -s stop || true
  ) </dev/null
  rm -rf "$folder"
}

case "${1:-}" in
  start) start ;;
  stop) stop "${2:?folder}" ;;
  *) die "usage: $0 start | stop FOLDER" ;;
esac
