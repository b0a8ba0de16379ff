# shellcheck shell=bash
# Builds when sources changed, and runs the tests.

readonly BUILD_DIR=$HOME_DIR/target/launcher

# Builds unless the last successful build saw exactly these sources. One launcher builds at a time.
build() {
  ! is_built || return 0
  find_maven
  lock "$BUILD_DIR/building" "building"
  is_built || quick_build
  unlock
}

build_always() {
  find_maven
  lock "$BUILD_DIR/building" "building"
  quick_build "$@"
  unlock
}

is_built() {
  [ "$(cat "$BUILD_DIR/stamp" 2>/dev/null)" = "$(source_stamp)" ]
}

# A checksum over the content of everything that Maven reads.
source_stamp() {
  local inputs=() entry
  for entry in pom.xml .mvn */pom.xml; do
    [ ! -e "$HOME_DIR/$entry" ] || inputs+=("$entry")
  done
  cd "$HOME_DIR" || return
  for entry in */pom.xml; do
    for entry in "${entry%pom.xml}"*; do
      case $entry in */target | */node_modules | */dist | */pom.xml) ;; *) inputs+=("$entry") ;; esac
    done
  done
  find "${inputs[@]}" -type f ! -name '*~' ! -name '*.swp' -exec cksum {} + | LC_ALL=C sort | cksum
}

quick_build() {
  local stamp started log=$BUILD_DIR/build.log
  stamp=$(source_stamp)
  started=$(now_millis)
  say "Building (tests are left to ./tickwheel test; log: $log)"
  rm -f "$BUILD_DIR/stamp"
  if ! (cd "$HOME_DIR" && "$MAVEN" -B -ntp -DskipTests package "$@") 2>&1 | tee "$log" | show_modules; then
    grep -E -m 20 '^\[ERROR\]|^\[WARNING\].*\.java:' "$log" >&2 || tail -n 20 "$log" >&2
    die "the build failed; the whole log is $log"
  fi
  printf '%s\n' "$stamp" >"$BUILD_DIR/stamp"
  say "Built in $(seconds $(($(now_millis) - started)))"
}

show_modules() {
  awk '/^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { print "  " $NF " " $3; fflush() }'
}

# Everything: unit, simulation, integration against a real nats-server, end to end over the packaged services.
run_tests() {
  local stamp started outcome=0
  find_maven
  find_nats
  lock "$BUILD_DIR/building" "building"
  stamp=$(source_stamp)
  started=$(now_millis)
  touch "$BUILD_DIR/tests-started"
  (cd "$HOME_DIR" && "$MAVEN" -B -ntp verify "$@") || outcome=$?
  [ $outcome -ne 0 ] || [ $# -ne 0 ] || printf '%s\n' "$stamp" >"$BUILD_DIR/stamp"
  unlock
  say "Tests: $(test_counts), in $(seconds $(($(now_millis) - started)))"
  return $outcome
}

# Adds up the reports that this run wrote.
test_counts() {
  find "$HOME_DIR" -path '*/target/*-reports/TEST-*.xml' -newer "$BUILD_DIR/tests-started" -exec grep -h -m 1 '<testsuite ' {} + |
    awk '
      function count(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
      { run += count("tests"); failed += count("failures") + count("errors"); skipped += count("skipped") }
      END { printf "%d run, %d failed, %d skipped", run, failed, skipped }
    '
}
