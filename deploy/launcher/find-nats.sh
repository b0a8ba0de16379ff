# shellcheck shell=bash
# Finds nats-server, and fetches one into the cache when the machine has none that is new enough.

readonly NATS_WANTED=2.10
readonly NATS_RELEASE=2.15.1

# Exports TICKWHEEL_NATS_SERVER. Nothing outside the cache is changed: no package is installed, no list refreshed.
find_nats() {
  local cached=$CACHE_DIR/nats-server found
  if [ -n "${TICKWHEEL_NATS_SERVER:-}" ]; then
    nats_is_usable "$TICKWHEEL_NATS_SERVER" ||
      die "TICKWHEEL_NATS_SERVER=$TICKWHEEL_NATS_SERVER is not a nats-server $NATS_WANTED or newer; correct it or unset it."
    return 0
  fi
  for found in "$(command -v nats-server || true)" "$cached"; do
    if nats_is_usable "$found"; then
      export TICKWHEEL_NATS_SERVER=$found
      return 0
    fi
  done
  lock "$CACHE_DIR/fetching" "fetching nats-server"
  nats_is_usable "$cached" || nats_from_packages || nats_from_homebrew || nats_from_upstream || nats_from_docker ||
    die "no nats-server $NATS_WANTED or newer was found or could be fetched; install one and have it on the PATH or in TICKWHEEL_NATS_SERVER."
  unlock
  export TICKWHEEL_NATS_SERVER=${TICKWHEEL_NATS_SERVER:-$cached}
}

nats_is_usable() {
  local version
  [ -n "$1" ] && [ -x "$1" ] || return 1
  version=$("$1" --version 2>/dev/null | sed -n 's/^nats-server: v//p')
  [ -n "$version" ] && version_at_least "$NATS_WANTED" "$version"
}

# Keeps a fetched binary if it runs here.
nats_keep() {
  chmod +x "$1" && nats_is_usable "$1" && mv -f "$1" "$CACHE_DIR/nats-server"
}

# Debian and Ubuntu: the newest suite's package, from the archive this machine already uses, with apt's own checks of
# signatures, but with lists and downloads in a folder of ours.
nats_from_packages() {
  have apt-get && have dpkg-deb || return 1
  local folder=$CACHE_DIR/apt.$$ suite kept=1
  say "Fetching nats-server from this machine's package archive"
  for suite in $(newest_suites); do
    rm -rf "$folder"
    mkdir -p "$folder/lists/partial" "$folder/archives/partial" "$folder/sources"
    derive_sources "$suite" "$folder/sources"
    write_apt_settings "$folder" >"$folder/apt.conf"
    if (cd "$folder" && { apt-get -qq -c apt.conf update || true; } && apt-get -qq -c apt.conf download nats-server) >"$folder/log" 2>&1 &&
      dpkg-deb -x "$folder"/nats-server_*.deb "$folder/unpacked" &&
      nats_keep "$folder/unpacked/usr/sbin/nats-server"; then
      kept=0
      break
    fi
  done
  rm -rf "$folder"
  return $kept
}

newest_suites() {
  local ID='' VERSION_CODENAME=''
  # shellcheck disable=SC1091
  . /etc/os-release
  case $ID in
    debian) printf '%s\n' sid testing ;;
    *) printf '%s\n' devel sid ;;
  esac
  printf '%s\n' "$VERSION_CODENAME"
}

# Copies the machine's source entries of its distribution's main archive, with the suite replaced. Entries of other
# archives (security, third parties) name other suites or have a path of their own and are left out.
derive_sources() { # SUITE FOLDER
  local own file n=0
  # shellcheck disable=SC1091
  own=$(. /etc/os-release && printf '^(%s|stable|testing|unstable|sid)$' "${VERSION_CODENAME:-stable}")
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] || continue
    n=$((n + 1))
    awk -v own="$own" -v suite="$1" '
      $1 != "deb" { next }
      { at = 2; if ($2 ~ /^\[/) while (at < NF && $at !~ /\]$/) at++; if ($2 ~ /^\[/) at++ }
      $(at + 1) ~ own && $(at + 2) ~ /^(main|universe)$/ { $(at + 1) = suite; print }
    ' "$file" >"$2/$n.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -r "$file" ] || continue
    n=$((n + 1))
    awk -v own="$own" -v suite="$1" '
      function flush(  i) {
        if (deb && ours && main && !off) { for (i = 1; i <= n; i++) print lines[i]; print "" }
        n = deb = ours = main = off = 0
      }
      /^[ \t]*$/ { flush(); next }
      /^#/ { next }
      tolower($1) == "types:" { deb = / deb( |$)/; sub(/:.*/, ": deb") }
      tolower($1) == "enabled:" { off = tolower($2) == "no" }
      tolower($1) == "components:" { main = / (main|universe)( |$)/ }
      tolower($1) == "suites:" { for (i = 2; i <= NF; i++) if ($i ~ own) ours = 1; $0 = "Suites: " suite }
      { lines[++n] = $0 }
      END { flush() }
    ' "$file" >"$2/$n.sources"
  done
}

write_apt_settings() { # FOLDER
  cat <<SETTINGS
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$1/sources";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$1/lists";
Dir::Cache "$1";
Dir::Cache::archives "$1/archives";
APT::Sandbox::User "";
APT::Default-Release "";
Acquire::Languages "none";
Acquire::PDiffs "false";
Acquire::Retries "2";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
SETTINGS
}

nats_from_homebrew() {
  have brew || return 1
  local prefix
  say "Fetching nats-server with Homebrew"
  brew install --quiet nats-server >&2 || return 1
  prefix=$(brew --prefix nats-server 2>/dev/null) && nats_is_usable "$prefix/bin/nats-server" &&
    TICKWHEEL_NATS_SERVER=$prefix/bin/nats-server
}

# The project's own release, compared with the checksums it publishes.
nats_from_upstream() {
  local platform name base folder=$CACHE_DIR/nats.$$ kept=1
  platform=$(nats_platform) || return 1
  name=nats-server-v$NATS_RELEASE-$platform
  base=https://github.com/nats-io/nats-server/releases/download/v$NATS_RELEASE
  mkdir -p "$folder"
  say "Fetching nats-server $NATS_RELEASE from its project"
  if fetch "$base/$name.tar.gz" "$folder/$name.tar.gz" && fetch "$base/SHA256SUMS" "$folder/sums" &&
    (cd "$folder" && grep " $name.tar.gz\$" sums | sha256_check && tar -xzf "$name.tar.gz") >/dev/null 2>&1 &&
    nats_keep "$folder/$name/nats-server"; then
    kept=0
  fi
  rm -rf "$folder"
  return $kept
}

nats_platform() {
  local system machine
  system=$(uname -s | tr '[:upper:]' '[:lower:]')
  case $(uname -m) in
    x86_64 | amd64) machine=amd64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) return 1 ;;
  esac
  printf '%s-%s\n' "$system" "$machine"
}

sha256_check() {
  if have sha256sum; then sha256sum -c -; else shasum -a 256 -c -; fi
}

# The official image holds a static Linux binary: copy it out, then run it like any other.
nats_from_docker() {
  have docker && [ "$(uname -s)" = Linux ] || return 1
  local container
  say "Fetching nats-server from its Docker image"
  mkdir -p "$CACHE_DIR"
  container=$(docker create "nats:$NATS_RELEASE" 2>/dev/null) || return 1
  docker cp "$container:/nats-server" "$CACHE_DIR/nats-server.$$" >/dev/null 2>&1 || true
  docker rm "$container" >/dev/null 2>&1 || true
  nats_keep "$CACHE_DIR/nats-server.$$" 2>/dev/null
}
