# shellcheck shell=bash
# What the launcher says, and the small words the other parts share.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# Ends the launcher: one sentence that says what happened and what to do.
die() {
  printf 'tickwheel: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The wall clock in milliseconds; bash before 5 has no sub-second clock of its own.
now_millis() {
  if [ -n "${EPOCHREALTIME:-}" ]; then
    local micros=${EPOCHREALTIME/[.,]/}
    printf '%s\n' "${micros%???}"
  elif have perl; then
    perl -MTime::HiRes=time -e 'printf "%d\n", time * 1000'
  else
    printf '%s000\n' "$(date +%s)"
  fi
}

seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

is_number() { case $1 in '' | *[!0-9]*) return 1 ;; esac; }

# version_at_least 2.10 2.9.1: is the second at least the first?
version_at_least() {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$1" ]
}

fetch() { # URL FILE
  if have curl; then
    curl -fsSL --retry 2 --connect-timeout 10 -o "$2" "$1" 2>/dev/null
  elif have wget; then
    wget -q -T 20 -t 2 -O "$2" "$1"
  else
    return 1
  fi
}

# One launcher at a time does what the lock protects. A symbolic link is made in one step and carries the holder's
# process id, so a lock that a killed launcher left behind is recognised and taken over.
lock() { # FILE WHAT
  local holder told=
  mkdir -p "$(dirname "$1")"
  until ln -s "$$" "$1" 2>/dev/null; do
    holder=$(readlink "$1" 2>/dev/null) || continue
    if ! kill -0 "$holder" 2>/dev/null; then
      mv "$1" "$1.stale.$$" 2>/dev/null && rm -f "$1.stale.$$"
      continue
    fi
    [ -n "$told" ] || say "Waiting for another launcher (process $holder) that is $2"
    told=yes
    sleep 0.5
  done
  HELD_LOCK=$1
}

unlock() {
  [ -z "${HELD_LOCK:-}" ] || rm -f "$HELD_LOCK"
  HELD_LOCK=
}
trap unlock EXIT
