# shellcheck shell=bash
# Makes services start in a third of the time: after a build, a suite runs once for the JVMs to record which classes
# a start needs, and to write them as ahead-of-time caches (JEP 514). A cache that does not fit is ignored by the JVM,
# so a service never runs other code than what was built.

readonly CACHES=$BUILD_DIR/aot
readonly RECORDING_STOP_SECONDS=90 # a JVM that recorded writes its cache when it ends

prepare_starts() {
  local outcome=0
  ! caches_are_current || return 0
  lock "$BUILD_DIR/preparing" "preparing quick starts"
  if ! caches_are_current; then
    say "Preparing quick starts (once per build)"
    (record_suite) || outcome=$?
    [ $outcome -ne 130 ] || exit 130
    if [ $outcome -ne 0 ]; then
      say "Could not prepare them; starting without"
      cp "$BUILD_DIR/stamp" "$CACHES/failed"
    fi
  fi
  unlock
}

caches_are_current() {
  local kind
  ! cmp -s "$BUILD_DIR/stamp" "$CACHES/failed" || return 0
  for kind in scheduler executor monitor alert; do
    [ -f "$CACHES/$kind.aot" ] && [ "$(cat "$CACHES/java" 2>/dev/null)" = "$JAVA_HOME" ] &&
      [ -z "$(find "$HOME_DIR/$kind-service/target/quarkus-app" -newer "$CACHES/$kind.aot" -type f 2>/dev/null | head -n 1)" ] ||
      return 1
  done
}

# In a subshell: it has its own suite, on ports nobody uses.
record_suite() {
  RECORDING=yes SCHEDULERS=1 EXECUTORS=1 STOP_SECONDS=$RECORDING_STOP_SECONDS
  PORT_BASE=$(free_port_base)
  SUITE_DIR=$(mktemp -d "$BUILD_DIR/recording.XXXXXX")
  trap 'stop_suite; rm -rf "$SUITE_DIR"' EXIT
  trap 'exit 130' INT TERM HUP
  rm -rf "$CACHES"
  mkdir -p "$CACHES" "$SUITE_DIR/run" "$SUITE_DIR/logs" "$SUITE_DIR/nats"
  (start_suite && await_ready) >/dev/null 2>&1 || return 1
  stop_suite
  [ "$(find "$CACHES" -name '*.aot' | wc -l)" -eq 4 ] && printf '%s\n' "$JAVA_HOME" >"$CACHES/java"
}

cache_flag() { # NAME
  local cache=$CACHES/${1%%-*}.aot
  if [ -n "${RECORDING:-}" ]; then
    printf -- '-XX:AOTCacheOutput=%s' "$cache"
  elif [ -f "$cache" ]; then
    printf -- '-XX:AOTCache=%s' "$cache"
  else
    printf -- '-Xshare:auto'
  fi
}
