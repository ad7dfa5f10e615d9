#!/usr/bin/env bash
# A real Matrix homeserver (Synapse) on loopback, for tests.
#
#   synapse.sh start  DIR PORT                 install if missing, configure, start, wait; prints the base URL
#   synapse.sh user   DIR NAME PASSWORD [admin]  register a user (no error when it exists); prints its user id
#   synapse.sh token  DIR NAME PASSWORD        log in, print an access token (for curl)
#   synapse.sh status DIR                      one line: url, pid, resident memory
#   synapse.sh stop   DIR                      stop the server that DIR's pid file names, nothing else
#   synapse.sh python                          the interpreter that it is installed with
#   synapse.sh install                         only install into the cache (for a CI cache step)
#
# PORT 0 picks a free one (and keeps DIR's last port when that is still free).
# start is idempotent: with the server already up on that port it only prints the URL.
# DIR holds everything of one server: config, SQLite file, keys, media, logs. Remove DIR for a clean slate.
#
# Environment (all optional):
#   VOETNOOT_MATRIX_CACHE  where the virtual environment lives (default ~/.cache/voetnoot-matrix)
#   SYNAPSE_VERSION       default 1.163.2
#   SYNAPSE_SERVER_NAME   default localhost; fixed per DIR once its database exists
#   SYNAPSE_ROOM_VERSION  default: Synapse's own (12 in 1.163)
#   SYNAPSE_LOG_LEVEL     default WARNING
#   SYNAPSE_START_TIMEOUT seconds to wait for it to answer, default 120
#   SYNAPSE_EXTRA_CONFIG  a YAML file whose top-level keys override the generated config (e.g. tight rate limits)
#   PYTHON                interpreter to use (3.10 or newer)
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VERSION=${SYNAPSE_VERSION:-1.163.2}
CACHE=${VOETNOOT_MATRIX_CACHE:-${HOME:-.}/.cache/voetnoot-matrix}

say() { printf 'synapse.sh: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

find_python() {
    local p
    for p in ${PYTHON:-} python3 /usr/bin/python3 python3.12 python3.11 python3.13 python3.10; do
        command -v "$p" >/dev/null 2>&1 || continue
        "$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1 || continue
        "$p" -c 'import sys; print(sys.executable)'
        return 0
    done
    return 1
}

# Prints the path of the virtual environment, making it when missing.
ensure_venv() {
    local py tag venv lock
    if ! py=$(find_python); then
        say "no Python >= 3.10 with venv; installing Debian's"
        if [ "$(id -u)" = 0 ]; then
            { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3 python3-venv; } >&2
        fi
        py=$(find_python) || die "need Python 3.10 or newer with the venv module"
    fi
    tag=$("$py" -c 'import sys; print("py%d.%d" % sys.version_info[:2])')
    venv="$CACHE/synapse-$VERSION-$tag"
    if [ ! -e "$venv/.complete" ]; then
        mkdir -p "$CACHE"
        exec 9>"$CACHE/.synapse.lock"
        flock 9
        if [ ! -e "$venv/.complete" ]; then
            local t0=$SECONDS
            say "installing matrix-synapse $VERSION into $venv"
            rm -rf "$venv"
            "$py" -m venv "$venv" >&2
            lock="$HERE/lock-synapse.txt"
            local args=(install -q --disable-pip-version-check --prefer-binary --only-binary matrix-synapse)
            # The lock file pins what was tested; without it (or for another version) pip resolves afresh.
            if [ -e "$lock" ] && grep -qx "matrix-synapse==$VERSION" "$lock"; then
                args+=(-c "$lock")
            fi
            "$venv/bin/python" -m pip "${args[@]}" "matrix-synapse==$VERSION" >&2
            touch "$venv/.complete"
            say "installed in $((SECONDS - t0)) s"
        fi
        exec 9>&-
    fi
    echo "$venv"
}

# The pid in DIR's pid file, if that process is this DIR's server.
running_pid() {
    local pid
    pid=$(cat "$1/homeserver.pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] || return 1
    tr '\0' '\n' <"/proc/$pid/cmdline" | grep -qxF "$1/homeserver.yaml" || return 1
    echo "$pid"
}

port_free() { "$1" -c 'import socket,sys
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try: s.bind(("127.0.0.1", int(sys.argv[1])))
except OSError: sys.exit(1)' "$2"; }

answers() { "$1" -c 'import sys,urllib.request
o=urllib.request.build_opener(urllib.request.ProxyHandler({}))
try: sys.exit(o.open(sys.argv[1]+"/_matrix/client/versions", timeout=2).status!=200)
except Exception: sys.exit(1)' "$2" 2>/dev/null; }

write_config() { # DIR PORT PY
    local dir=$1 port=$2 py=$3 name secret
    name=${SYNAPSE_SERVER_NAME:-localhost}
    [ ! -e "$dir/server_name" ] || name=$(cat "$dir/server_name")
    echo "$name" >"$dir/server_name"
    if [ ! -s "$dir/secrets" ]; then
        (umask 077; "$py" -c 'import secrets
for _ in range(3): print(secrets.token_hex(24))' >"$dir/secrets")
    fi
    mapfile -t secret <"$dir/secrets"
    (umask 077; cat >"$dir/homeserver.yaml" <<YAML
# Written by synapse.sh on every start: change the script, or use SYNAPSE_EXTRA_CONFIG.
server_name: "$name"
public_baseurl: "http://127.0.0.1:$port/"
pid_file: "$dir/homeserver.pid"
listeners:
  - port: $port
    bind_addresses: ["127.0.0.1"]
    type: http
    tls: false
    x_forwarded: false
    resources:
      - names: [client]
        compress: false
database:
  name: sqlite3
  args: {database: "$dir/homeserver.db"}
log_config: "$dir/log.yaml"
media_store_path: "$dir/media"
signing_key_path: "$dir/signing.key"
registration_shared_secret: "${secret[0]}"
macaroon_secret_key: "${secret[1]}"
form_secret: "${secret[2]}"
enable_registration: false
bcrypt_rounds: 4
${SYNAPSE_ROOM_VERSION:+default_room_version: \"$SYNAPSE_ROOM_VERSION\"}

# nothing leaves this machine
report_stats: false
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
allow_public_rooms_over_federation: false
url_preview_enabled: false
push: {enabled: false}
presence: {enabled: false}

# no limit gets in a test's way (SYNAPSE_EXTRA_CONFIG puts one back, to test M_LIMIT_EXCEEDED)
rc_message: &free {per_second: 10000, burst_count: 10000}
rc_registration: *free
rc_registration_token_validity: *free
rc_login: {address: *free, account: *free, failed_attempts: *free}
rc_admin_redaction: *free
rc_joins: {local: *free, remote: *free}
rc_joins_per_room: *free
rc_invites: {per_room: *free, per_user: *free, per_issuer: *free}
rc_room_creation: *free
rc_key_requests: *free
rc_media_create: *free
rc_presence: {per_user: *free}
rc_user_directory: *free
max_upload_size: 50M
caches: {global_factor: 0.5}
YAML
    cat >"$dir/log.yaml" <<YAML
version: 1
formatters:
  precise: {format: '%(asctime)s %(levelname)s %(name)s %(lineno)d %(request)s %(message)s'}
handlers:
  file: {class: logging.FileHandler, formatter: precise, filename: "$dir/homeserver.log", encoding: utf8}
root: {level: ${SYNAPSE_LOG_LEVEL:-WARNING}, handlers: [file]}
disable_existing_loggers: false
YAML
    )
}

cmd_start() {
    local dir port venv py pid url
    [ $# = 2 ] || die "usage: start DIR PORT"
    mkdir -p "$1"; dir=$(cd "$1" && pwd); port=$2
    venv=$(ensure_venv); py="$venv/bin/python"
    exec 8>"$dir/.lock"; flock 8
    if pid=$(running_pid "$dir"); then
        url=$(cat "$dir/url")
        if { [ "$port" = 0 ] || [ "$url" = "http://127.0.0.1:$port" ]; } && answers "$py" "$url"; then
            echo "$url"; return
        fi
        say "running elsewhere or not answering: restarting"
        stop_dir "$dir"
    fi
    if [ "$port" = 0 ]; then
        port=$(sed -n 's#^http://127.0.0.1:##p' "$dir/url" 2>/dev/null || true)
        if [ -z "$port" ] || ! port_free "$py" "$port"; then
            port=$("$py" -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
        fi
    else
        port_free "$py" "$port" || die "port $port on 127.0.0.1 is taken"
    fi
    url="http://127.0.0.1:$port"
    write_config "$dir" "$port" "$py"
    local configs=(--config-path "$dir/homeserver.yaml")
    [ -z "${SYNAPSE_EXTRA_CONFIG:-}" ] || configs+=(--config-path "$SYNAPSE_EXTRA_CONFIG")
    [ -s "$dir/signing.key" ] || "$py" -m synapse.app.homeserver "${configs[@]}" --generate-keys >>"$dir/start.log" 2>&1 ||
        { tail -20 "$dir/start.log" >&2; die "configuration refused"; }
    echo "$url" >"$dir/url"
    # Its own session, so that the end of the caller's job does not take it along; the shell becomes Synapse (same pid).
    # PYTHONMALLOC and friends are left alone; no proxy variable reaches it.
    env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY -u ALL_PROXY -u all_proxy \
        setsid bash -c 'echo $$ >"$1"; shift; exec "$@"' _ "$dir/homeserver.pid" \
        "$py" -m synapse.app.homeserver "${configs[@]}" </dev/null >>"$dir/start.log" 2>&1 8>&- &
    local deadline=$((SECONDS + ${SYNAPSE_START_TIMEOUT:-120}))
    until answers "$py" "$url"; do
        sleep 0.2
        if ! kill -0 $! 2>/dev/null; then
            tail -20 "$dir/start.log" "$dir/homeserver.log" >&2 2>/dev/null || true
            die "Synapse ended while starting; see $dir/start.log"
        fi
        [ "$SECONDS" -lt "$deadline" ] || { stop_dir "$dir"; die "no answer at $url in time; see $dir/homeserver.log"; }
    done
    say "up at $url (pid $(cat "$dir/homeserver.pid"))"
    echo "$url"
}

stop_dir() {
    local pid i
    if ! pid=$(running_pid "$1"); then
        rm -f "$1/homeserver.pid"
        return 0
    fi
    kill -TERM "$pid" 2>/dev/null || true
    for i in $(seq 100); do
        [ -d "/proc/$pid" ] && running_pid "$1" >/dev/null || { rm -f "$1/homeserver.pid"; return 0; }
        sleep 0.1
    done
    say "pid $pid did not end in 10 s: killing it"
    kill -KILL "$pid" 2>/dev/null || true
    rm -f "$1/homeserver.pid"
}

need_dir() { [ -d "${1:-}" ] || die "no such directory: ${1:-}"; (cd "$1" && pwd); }

cmd_stop() { local dir; [ -d "${1:-}" ] || return 0; dir=$(need_dir "$1"); stop_dir "$dir"; }

cmd_user() {
    [ $# -ge 3 ] || die "usage: user DIR NAME PASSWORD [admin]"
    local dir venv admin=--no-admin out
    dir=$(need_dir "$1"); venv=$(ensure_venv)
    running_pid "$dir" >/dev/null || die "no server running in $dir"
    [ "${4:-}" != admin ] || admin=--admin
    # --exists-ok: the account and its password stay as they are
    out=$("$venv/bin/register_new_matrix_user" --exists-ok $admin -u "$2" -p "$3" \
        -k "$(head -1 "$dir/secrets")" "$(cat "$dir/url")" 2>&1) || { printf '%s\n' "$out" >&2; exit 1; }
    echo "@$2:$(cat "$dir/server_name")"
}

cmd_token() {
    [ $# = 3 ] || die "usage: token DIR NAME PASSWORD"
    local dir venv
    dir=$(need_dir "$1"); venv=$(ensure_venv)
    "$venv/bin/python" -c 'import json,sys,urllib.request
o=urllib.request.build_opener(urllib.request.ProxyHandler({}))
r=urllib.request.Request(sys.argv[1]+"/_matrix/client/v3/login", json.dumps({"type":"m.login.password",
 "identifier":{"type":"m.id.user","user":sys.argv[2]},"password":sys.argv[3],
 "initial_device_display_name":"synapse.sh"}).encode(), {"Content-Type":"application/json"})
print(json.load(o.open(r, timeout=20))["access_token"])' "$(cat "$dir/url")" "$2" "$3"
}

cmd_status() {
    local dir pid
    dir=$(need_dir "${1:-}")
    pid=$(running_pid "$dir") || { echo "stopped"; return 3; }
    echo "$(cat "$dir/url") pid $pid rss $(awk '/^VmRSS/{print int($2/1024)}' "/proc/$pid/status") MiB"
}

case ${1:-} in
    start|stop|user|token|status) verb=$1; shift; "cmd_$verb" "$@" ;;
    install) ensure_venv ;;
    python) find_python || die "need Python 3.10 or newer with the venv module" ;;
    *) sed -n '2,/^set -/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2; exit 2 ;;
esac
