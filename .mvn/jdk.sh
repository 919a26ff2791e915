# Finds a JDK 25 and exports it as JAVA_HOME. mvnw and every ops command source this file, so all agree.
# Reads each JDK's own `release` file: starting every java on the machine would cost a second each.
# JDK_SEARCH_ROOT stands in front of the system's folders, so that a test can bring its own.

is_jdk_25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null
}

# The JDK that a `java` on the PATH belongs to, symbolic links followed. Prints nothing where there is none.
jdk_on_path() {
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=$(dirname -- "$java")/$link ;;
        esac
    done
    dirname -- "$(dirname -- "$java")"
}

choose_jdk_25() {
    for jdk in "${JAVA_HOME:-}" "$(jdk_on_path)" \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
        "${HOME:-}"/.jdks/* \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.asdf/installs/java/* \
        "${HOME:-}"/.local/share/mise/installs/java/* \
        "${JDK_SEARCH_ROOT:-}"/usr/lib/jvm/* \
        "${JDK_SEARCH_ROOT:-}"/usr/java/* \
        "${JDK_SEARCH_ROOT:-}"/opt/java/* \
        "${JDK_SEARCH_ROOT:-}"/opt/* \
        "${JDK_SEARCH_ROOT:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${JDK_SEARCH_ROOT:-}"/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
        "${JDK_SEARCH_ROOT:-}"/usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk_25 "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return 0
        fi
    done
    # macOS keeps a register of JDKs wherever they are; it answers with a newer one when it has no 25.
    register=${JDK_SEARCH_ROOT:-}/usr/libexec/java_home
    if [ -x "$register" ] && jdk=$("$register" -v 25 2>/dev/null) && is_jdk_25 "$jdk"; then
        JAVA_HOME=$jdk
        export JAVA_HOME
        return 0
    fi
    echo "No JDK 25 was found: install one (https://adoptium.net/temurin/releases/?version=25), or set JAVA_HOME to yours." >&2
    return 1
}
