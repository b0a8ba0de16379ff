# shellcheck shell=bash
# Starts, watches and stops the suite's processes. Each has a process id file in DIR/run, and a command line that
# names DIR: that tells ours from a stranger who was given the same id later.

# start NAME COMMAND…: in the background, in a process group of its own (Ctrl-C reaches the launcher only, which then
# stops the suite in order), its output in DIR/logs/NAME.log; that of the run before is kept beside it.
start() {
  local name=$1 log=$SUITE_DIR/logs/$1.log
  shift
  [ ! -e "$log" ] || mv -f "$log" "${log%.log}.previous.log"
  set -m
  case $name in
    # It takes SIGHUP as the wish to read its files again; nohup would keep that from it.
    scheduler-*) "$@" >"$log" 2>&1 </dev/null & ;;
    *) nohup "$@" >"$log" 2>&1 </dev/null & ;;
  esac
  set +m
  printf '%s\n' $! >"$SUITE_DIR/run/$name.pid"
  disown $!
}

pid_of() { cat "$SUITE_DIR/run/$1.pid" 2>/dev/null; }

is_running() { # NAME
  local pid
  pid=$(pid_of "$1") && is_number "$pid" || return 1
  case " $(command_line "$pid") " in *[\ =]"$SUITE_DIR"[/\ ]*) return 0 ;; *) return 1 ;; esac
}

command_line() { # PID; nothing for a process that has ended, even if nobody has collected it yet
  if [ -d /proc/self ]; then
    tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" || true
  else
    ps -ww -o command= -p "$1" 2>/dev/null || true
  fi
}

# The suite's processes by name, whether they still run or not.
known_processes() {
  local file
  for file in "$SUITE_DIR"/run/*.pid; do
    [ -e "$file" ] || continue
    file=${file##*/}
    printf '%s\n' "${file%.pid}"
  done
}

running_processes() {
  local name
  for name in $(known_processes); do
    if is_running "$name"; then printf '%s\n' "$name"; fi
  done
}

# Services first, each with time to finish what it does; NATS when nobody needs it any more.
stop_suite() {
  local services
  services=$(running_processes | grep -v '^nats$' || true)
  # shellcheck disable=SC2086
  stop_processes $services
  if is_running nats; then stop_processes nats; fi
  rm -f "$SUITE_DIR"/run/*.pid "$SUITE_DIR/run/suite"
}

STOP_SECONDS=20 # an executor lets running attempts end for 15

stop_processes() { # NAME…
  local name left tenths=0
  for name in "$@"; do
    kill -TERM "$(pid_of "$name")" 2>/dev/null || true
  done
  while left=$(still_running "$@") && [ -n "$left" ]; do
    if [ $tenths -ge $((STOP_SECONDS * 10)) ]; then
      for name in $left; do
        warn "$name did not stop within $STOP_SECONDS s and is killed"
        kill -KILL "$(pid_of "$name")" 2>/dev/null || true
      done
      return 0
    fi
    sleep 0.1
    tenths=$((tenths + 1))
  done
}

still_running() {
  local name
  for name in "$@"; do
    if is_running "$name"; then printf '%s\n' "$name"; fi
  done
}

is_listening() { # PORT
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Who listens on a port, as "java (process 123)"; nothing when this user may not see it.
listener() { # PORT
  local pid=
  if [ -r /proc/net/tcp ]; then
    local socket
    for socket in $(awk -v port="$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 3) == port { print $10 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null); do
      pid=$(find /proc/[0-9]*/fd -lname "socket:\[$socket\]" 2>/dev/null | head -n 1 | cut -d/ -f3)
    done
  elif have lsof; then
    pid=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN -t 2>/dev/null | head -n 1)
  fi
  if [ -n "$pid" ]; then
    local program
    program=$(command_line "$pid")
    program=${program%% *}
    printf '%s (process %s)' "${program##*/}" "$pid"
  fi
}

# The status code of an HTTP GET, or nothing. Needs no curl.
http_status() { # PORT PATH
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    IFS=' ' read -r -t 2 _ code _ <&3
    printf '%s\n' "$code"
  ) 2>/dev/null
}
