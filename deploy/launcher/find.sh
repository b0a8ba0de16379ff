# shellcheck shell=bash
# Finds a JDK and Maven.

readonly JAVA_WANTED=25
readonly MAVEN_WANTED=3.8.7
readonly MAVEN_BOOTSTRAPPED=3.9.11

# Exports JAVA_HOME: the first JDK new enough, from where people and package managers put them.
find_java() {
  [ -z "${FOUND_JAVA:-}" ] || return 0
  local home
  while IFS= read -r home; do
    if [ "$(java_major "$home")" -ge "$JAVA_WANTED" ]; then
      FOUND_JAVA=yes
      export JAVA_HOME=$home
      export PATH="$JAVA_HOME/bin:$PATH"
      return 0
    fi
  done < <(java_homes)
  die "no JDK $JAVA_WANTED or newer was found; install one (Temurin $JAVA_WANTED, say) or point JAVA_HOME at it."
}

java_homes() {
  local home
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  java_home_on_path
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.jbang/cache/jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*; do
    [ ! -x "$home/bin/javac" ] || printf '%s\n' "$home"
  done
}

java_home_on_path() {
  local file link
  file=$(command -v javac) || return 0
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in /*) file=$link ;; *) file=$(dirname "$file")/$link ;; esac
  done
  (cd "$(dirname "$file")/.." && pwd -P)
}

# The major version of the JDK in a folder, 0 when there is none. Its `release` file says it without starting a JVM.
java_major() {
  local version=
  if [ -x "$1/bin/javac" ]; then
    [ ! -r "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  fi
  printf '%s\n' "${version:-0}"
}

# Sets MAVEN to a Maven that is new enough: from PATH, one that the Maven wrapper unpacked, or a newer one that the
# old Maven at hand downloads from the repository it is configured for.
find_maven() {
  local found
  find_java
  [ -z "${MAVEN:-}" ] || return 0
  while IFS= read -r found; do
    if version_at_least "$MAVEN_WANTED" "$(maven_version "$found")"; then
      MAVEN=$found
      return 0
    fi
  done < <(mavens)
  bootstrap_maven ||
    die "no Maven $MAVEN_WANTED or newer was found; install Maven (apt install maven, brew install maven) and have mvn on the PATH."
}

mavens() {
  local mvn
  command -v mvn || true
  for mvn in "${MAVEN_HOME:-/nonexistent}/bin/mvn" "$CACHE_DIR"/apache-maven-*/bin/mvn "$HOME"/.m2/wrapper/dists/*/*/bin/mvn \
    "$HOME"/.m2/wrapper/dists/*/*/*/bin/mvn "$HOME"/.sdkman/candidates/maven/current/bin/mvn /opt/maven/bin/mvn; do
    [ ! -x "$mvn" ] || printf '%s\n' "$mvn"
  done
}

maven_version() {
  local version
  version=$("$1" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1) || true
  printf '%s\n' "${version:-0}"
}

bootstrap_maven() {
  local artifact=apache-maven-$MAVEN_BOOTSTRAPPED folder=$CACHE_DIR/maven.$$
  mkdir -p "$folder"
  say "Fetching Maven $MAVEN_BOOTSTRAPPED"
  if fetch_maven "$artifact" "$folder" && (cd "$folder" && "$JAVA_HOME/bin/jar" -xf "$artifact-bin.zip") &&
    chmod +x "$folder/$artifact/bin/mvn"; then
    rm -rf "${CACHE_DIR:?}/$artifact"
    mv "$folder/$artifact" "$CACHE_DIR/$artifact"
    MAVEN=$CACHE_DIR/$artifact/bin/mvn
  fi
  rm -rf "$folder"
  [ -n "${MAVEN:-}" ]
}

# Through an old Maven, which knows its repositories and mirrors; else from the repository that MVNW_REPOURL (the
# Maven wrapper's variable) or the user's settings name.
fetch_maven() { # ARTIFACT FOLDER
  local repository=${MVNW_REPOURL:-}
  if have mvn && (cd "$2" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    "-Dartifact=org.apache.maven:apache-maven:$MAVEN_BOOTSTRAPPED:zip:bin" -DoutputDirectory="$2") >/dev/null 2>&1; then
    return 0
  fi
  if [ -z "$repository" ] && [ -r "$HOME/.m2/settings.xml" ]; then
    repository=$(sed -n '/<mirror>/,/<\/mirror>/s/.*<url>\(.*\)<\/url>.*/\1/p' "$HOME/.m2/settings.xml" | head -n 1)
  fi
  [ -n "$repository" ] &&
    fetch "${repository%/}/org/apache/maven/apache-maven/$MAVEN_BOOTSTRAPPED/$1-bin.zip" "$2/$1-bin.zip"
}
