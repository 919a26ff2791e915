# shellcheck shell=sh
# Compiles this clone where it has changed, and runs a class of its test class path. A bare mvnw and every ops command source this file,
# so what they run is the same. They have set home, the folder of the clone, and chosen a JDK 25.

# Written last, so its age is the age of the classes.
classpath=${home:?}/target/ops.classpath

# Empty where this is no clone, but an archive of the sources.
commit() {
    git -C "$home" rev-parse HEAD 2>/dev/null || true
}

# Folders count too: deleting a file changes only its folder. A commit changes no file, but the release that pages and answers name.
classes_are_stale() {
    [ ! -f "$classpath" ] ||
        [ -n "$(find "$home/pom.xml" "$home/src" "$home/db" "$home/practices" -newer "$classpath" 2>/dev/null | head -n 1)" ] ||
        [ "$(cat "$home/target/ops.commit" 2>/dev/null)" != "$(commit)" ]
}

# What Maven takes for compiled: without this list the next build compiles anew.
forget() {
    rm -rf "$home/target/maven-status"
}

# Without the checks of a build, which would double the wait for a start. Therefore nothing of it counts for the next build.
# In the background, because a shell hears a signal only while it waits; nothing goes on compiling for a start that was called off.
compile() {
    (cd "$home" && exec ./mvnw --quiet -Dcompiler.checks=-Xdiags:compact test-compile dependency:build-classpath \
        -Dmdep.includeScope=test -Dmdep.outputFile=target/ops.classpath) </dev/null >&2 &
    compiler=$!
    trap 'kill "$compiler" 2>/dev/null; wait "$compiler"; forget; exit 143' HUP INT TERM
    wait "$compiler" || { result=$?; forget; exit "$result"; }
    trap - HUP INT TERM
    forget
    commit >"$home/target/ops.commit"
    touch "$classpath"
}

# Replaces this shell, so that a signal to it reaches the program: run_class dev.fairground.Some [ARGUMENT]...
run_class() {
    if classes_are_stale; then
        echo "Compiling (again after each change of the sources)." >&2
        compile
    fi
    exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -cp "$home/target/test-classes:$home/target/classes:$(cat "$classpath")" "$@"
}
