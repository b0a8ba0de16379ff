# shellcheck shell=bash
# The suite on this machine: which processes, on which ports, with which settings.

readonly READY_SECONDS=120
readonly MOST_SCHEDULERS=11 MOST_EXECUTORS=50

up() {
  local detach= started
  SUITE_DIR=$HOME_DIR/.tickwheel PORT_BASE='' SCHEDULERS=1 EXECUTORS=1
  while [ $# -gt 0 ]; do
    case $1 in
      --detach) detach=yes ;;
      --dir) need_value "$@" && SUITE_DIR=$2 && shift ;;
      --port-base) need_number "$@" && PORT_BASE=$2 && shift ;;
      --schedulers) need_number "$@" && SCHEDULERS=$2 && shift ;;
      --executors) need_number "$@" && EXECUTORS=$2 && shift ;;
      *) die "up does not know $1; its options are --detach, --dir, --port-base, --schedulers and --executors." ;;
    esac
    shift
  done
  check_size
  find_java
  find_nats
  open_suite_dir
  build
  prepare_starts
  check_ports
  started=$(now_millis)
  stop_when_interrupted
  start_suite
  await_ready
  started=$(($(now_millis) - started))
  [ -z "$detach" ] || leave_running
  describe_suite "$started"
  if [ -z "$detach" ]; then
    say "Ctrl-C stops it."
    watch_suite
  fi
}

stop_when_interrupted() {
  trap 'stop_suite; unlock' EXIT
  trap 'say Stopping; exit 130' INT TERM HUP
}

leave_running() {
  trap unlock EXIT
  trap - INT TERM HUP
}

down() {
  SUITE_DIR=$HOME_DIR/.tickwheel
  while [ $# -gt 0 ]; do
    case $1 in
      --dir) need_value "$@" && SUITE_DIR=$2 && shift ;;
      *) die "down does not know $1; its option is --dir." ;;
    esac
    shift
  done
  [ -d "$SUITE_DIR/run" ] || die "there is no suite in $SUITE_DIR; --dir names the folder that up was given."
  SUITE_DIR=$(cd "$SUITE_DIR" && pwd -P)
  [ -n "$(running_processes)" ] || say "Nothing was running"
  stop_suite
  say "Stopped; what it has stored stays in $SUITE_DIR"
}

need_value() { [ $# -ge 2 ] || die "$1 needs a value."; }

need_number() {
  need_value "$@"
  is_number "$2" && [ "${#2}" -le 5 ] || die "$1 needs a number, not '$2'."
}

check_size() {
  [ "$SCHEDULERS" -ge 1 ] && [ "$SCHEDULERS" -le $MOST_SCHEDULERS ] || die "--schedulers is 1 to $MOST_SCHEDULERS."
  [ "$EXECUTORS" -ge 1 ] && [ "$EXECUTORS" -le $MOST_EXECUTORS ] || die "--executors is 1 to $MOST_EXECUTORS."
  [ -z "$PORT_BASE" ] || { [ "$PORT_BASE" -ge 1024 ] && [ "$PORT_BASE" -le 65000 ]; } || die "--port-base is 1024 to 65000."
}

open_suite_dir() {
  mkdir -p "$SUITE_DIR/run" "$SUITE_DIR/logs" "$SUITE_DIR/nats" 2>/dev/null ||
    die "the folder $SUITE_DIR cannot be written; name another with --dir."
  SUITE_DIR=$(cd "$SUITE_DIR" && pwd -P)
  [ -z "$(running_processes)" ] ||
    die "a suite already runs in $SUITE_DIR ($(running_processes | tr '\n' ' ' | sed 's/ $//')); ./tickwheel down --dir $SUITE_DIR stops it."
  rm -f "$SUITE_DIR"/run/*
}

# The names of the suite's services, in the order in which they are started: the slowest first.
service_names() {
  local n
  for ((n = 1; n <= SCHEDULERS; n++)); do printf 'scheduler-%d\n' "$n"; done
  printf 'monitor\nalert\n'
  for ((n = 1; n <= EXECUTORS; n++)); do printf 'executor-%d\n' "$n"; done
}

port_of() { # NAME
  local number=${1##*-} base=${PORT_BASE:-8080}
  case $1 in
    monitor) printf '%d\n' "$base" ;;
    alert) printf '%d\n' $((base + 3)) ;;
    nats) if [ -n "$PORT_BASE" ]; then printf '%d\n' $((base + 4)); else printf '4222\n'; fi ;;
    nats-monitoring) if [ -n "$PORT_BASE" ]; then printf '%d\n' $((base + 5)); else printf '8222\n'; fi ;;
    scheduler-1) printf '%d\n' $((base + 1)) ;;
    executor-1) printf '%d\n' $((base + 2)) ;;
    scheduler-*) printf '%d\n' $((base + 10 + number - 2)) ;;
    executor-*) printf '%d\n' $((base + 20 + number - 2)) ;;
  esac
}

url_of() { printf 'http://127.0.0.1:%d' "$(port_of "$1")"; }

scheduler_urls() {
  local n urls=
  for ((n = 1; n <= SCHEDULERS; n++)); do urls="$urls,$(url_of "scheduler-$n")"; done
  printf '%s\n' "${urls#,}"
}

check_ports() {
  local name port holder
  for name in nats nats-monitoring $(service_names); do
    port=$(port_of "$name")
    if is_listening "$port"; then
      holder=$(listener "$port")
      die "port $port ($name) is taken by ${holder:-another process}; stop that, or choose other ports with --port-base N."
    fi
  done
}

start_suite() {
  local name
  cd "$SUITE_DIR" || return # Quarkus reads settings from the folder it is started in
  printf 'PORT_BASE=%s\nSCHEDULERS=%s\nEXECUTORS=%s\n' "$PORT_BASE" "$SCHEDULERS" "$EXECUTORS" >"$SUITE_DIR/run/suite"
  start nats "$TICKWHEEL_NATS_SERVER" --config "$HOME_DIR/deploy/nats/nats.conf" --addr 127.0.0.1 \
    --port "$(port_of nats)" --http_port "$(port_of nats-monitoring)" --store_dir "$SUITE_DIR/nats"
  await nats nats_answers
  for name in $(service_names); do
    start_service "$name"
  done
}

nats_answers() { is_listening "$(port_of nats)"; }

start_service() { # NAME
  local name=$1 kind=${1%%-*} app settings=()
  app=$HOME_DIR/$kind-service/target/quarkus-app/quarkus-run.jar
  [ -f "$app" ] || die "$app is missing; ./tickwheel build makes it."
  mkdir -p "$SUITE_DIR/$name" "$SUITE_DIR/logs/$name"
  settings=(
    NATS_URL="nats://127.0.0.1:$(port_of nats)" QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$(port_of "$name")"
    LOG_DIR="$SUITE_DIR/logs/$name" TICKWHEEL_INSTANCE="$name" TICKWHEEL_DATA_DIR="$SUITE_DIR/$name"
    MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  )
  if [ "$kind" = monitor ]; then
    settings+=(TICKWHEEL_MONITOR_SCHEDULER_URLS="$(scheduler_urls)" TICKWHEEL_MONITOR_ALERT_URL="$(url_of alert)")
  fi
  [ "$kind" != scheduler ] || settings+=(TICKWHEEL_SCHEDULER_MONITOR_URL="$(url_of monitor)")
  [ "$kind" != executor ] || settings+=(TICKWHEEL_EXECUTOR_HTTP_ALLOW_LOOPBACK=true) # a development suite calls itself
  # shellcheck disable=SC2046,SC2086
  start "$name" $(way_of "$kind") env "${settings[@]}" "$JAVA_HOME/bin/java" $(java_flags "$kind") $(user_flags "$kind") "$(cache_flag "$name")" -Dsuite.dir="$SUITE_DIR/" -jar "$app"
}

# Small where little happens; the scheduler holds a million tasks.
# Those who tell what was give way to those who make it happen: history and alerts may lag, tasks may not.
way_of() { # KIND
  case $1 in
    monitor | alert) printf 'nice -n 10' ;;
  esac
}

java_flags() { # KIND
  local heap
  case $1 in
    scheduler) heap=1500m ;;
    executor) heap=512m ;;
    *) heap=256m ;;
  esac
  printf '%s ' -Xmx$heap -Xms24m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:ReservedCodeCacheSize=96m \
    -XX:MarkSweepDeadRatio=1 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
}

# SCHEDULER_JAVA_OPTS, EXECUTOR_JAVA_OPTS, MONITOR_JAVA_OPTS, ALERT_JAVA_OPTS: what the user adds or overrides.
user_flags() { # KIND
  local variable
  variable=$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')_JAVA_OPTS
  printf '%s' "${!variable:-}"
}

await_ready() {
  local name
  for name in $(service_names); do
    await "$name" service_is_ready "$name"
  done
}

service_is_ready() { [ "$(http_status "$(port_of "$1")" /q/health/ready)" = 200 ]; }

# await NAME TEST…: until the test holds; ends the launcher with the process's last words if it dies before.
await() {
  local name=$1 tenths=0
  shift
  until "$@"; do
    kill -0 "$(pid_of "$name")" 2>/dev/null || died "$name" "ended while starting"
    [ $tenths -lt $((READY_SECONDS * 10)) ] || died "$name" "was not ready after $READY_SECONDS s"
    sleep 0.1
    tenths=$((tenths + 1))
  done
}

died() { # NAME WHAT
  tail -n 15 "$SUITE_DIR/logs/$1.log" | sed 's/^/  | /' >&2
  die "$1 $2; its last words are above, its whole log is $SUITE_DIR/logs/$1.log"
}

describe_suite() { # MILLIS
  local n
  say "Ready in $(seconds "$1")"
  say ""
  say "  dashboard   $(url_of monitor)/"
  for ((n = 1; n <= SCHEDULERS; n++)); do say "  scheduler   $(url_of "scheduler-$n")/api/v1"; done
  for ((n = 1; n <= EXECUTORS; n++)); do say "  executor    $(url_of "executor-$n")"; done
  say "  alerts      $(url_of alert)"
  say "  NATS        nats://127.0.0.1:$(port_of nats) (monitoring $(url_of nats-monitoring))"
  say "  data        $SUITE_DIR"
  say "  durability  fsync always, replicas 1: survives a power cut, not the loss of this disk"
  say ""
}

# Until Ctrl-C. A service that ends meanwhile is reported once; the others go on.
watch_suite() {
  local name gone=' '
  while :; do
    for name in $(known_processes); do
      case $gone in *" $name "*) continue ;; esac
      if ! is_running "$name"; then
        warn "$name ended; its log is $SUITE_DIR/logs/$name.log"
        gone="$gone$name "
      fi
    done
    sleep 1
  done
}
