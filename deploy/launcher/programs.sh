# shellcheck shell=bash
# The Java programs that the launcher hands over to: client, demo, benchmarks, simulation.

client() {
  local jar=$HOME_DIR/cli/target/cli.jar
  find_java
  [ -f "$jar" ] || build
  [ -f "$jar" ] || die "$jar is missing; ./tickwheel build makes it."
  export TICKWHEEL_URL=${TICKWHEEL_URL:-$(suite_url)}
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -jar "$jar" "$@"
}

# Where the suite in the default folder listens.
suite_url() {
  local base
  base=$(sed -n 's/^PORT_BASE=//p' "$HOME_DIR/.tickwheel/run/suite" 2>/dev/null) || true
  printf 'http://127.0.0.1:%s\n' "${base:-8080}"
}

# The suite in a folder that is gone afterwards, on ports nobody uses; kept when the demo fails, for its logs.
demo() {
  local outcome=0 base folder
  find_java
  find_nats
  build
  folder=$(mktemp -d "${TMPDIR:-/tmp}/tickwheel-demo.XXXXXX")
  base=$(free_port_base)
  up --detach --dir "$folder" --port-base "$base" --schedulers 2 --executors 2
  stop_when_interrupted
  run_java "$HOME_DIR/system-tests/target/system-tests.jar:$HOME_DIR/system-tests/target/lib/*" io.tickwheel.demo.Demo \
    --url "http://127.0.0.1:$base" --dir "$SUITE_DIR" --port-base "$base" "$@" || outcome=$?
  stop_suite
  if [ $outcome -eq 0 ]; then
    rm -rf "$SUITE_DIR"
  else
    warn "The suite's logs and data are kept in $SUITE_DIR"
  fi
  return $outcome
}

# A port base whose ports are all free, below those that systems hand out for outgoing connections.
free_port_base() {
  local base attempt offset
  for ((attempt = 0; attempt < 50; attempt++)); do
    base=$((20000 + RANDOM % 300 * 30))
    for offset in 0 1 2 3 4 5 10 20; do
      if is_listening $((base + offset)); then continue 2; fi
    done
    printf '%d\n' "$base"
    return 0
  done
  die "no free ports were found between 20000 and 29000."
}

bench() {
  find_java
  find_nats
  build
  run_java "$HOME_DIR/benchmarks/target/benchmarks.jar:$HOME_DIR/benchmarks/target/lib/*" io.tickwheel.bench.Bench "$@"
}

simulate() {
  local target=$HOME_DIR/scheduler-core/target version=0.1.0-SNAPSHOT
  find_java
  build
  # Nothing here waits for a collector's pause; the throughput collector takes half of the CPU that the default takes.
  JVM_FLAGS=-XX:+UseParallelGC run_java "$target/scheduler-core-$version-tests.jar:$target/scheduler-core-$version.jar:$target/lib/*" \
    io.tickwheel.core.sim.SimulationMain "$@"
}

run_java() { # CLASSPATH MAIN ARGUMENT…
  local classpath=$1
  shift
  [ -f "${classpath%%:*}" ] || die "${classpath%%:*} is missing; ./tickwheel build makes it."
  TICKWHEEL_HOME=$HOME_DIR "$JAVA_HOME/bin/java" ${JVM_FLAGS:-} --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$classpath" "$@"
}
