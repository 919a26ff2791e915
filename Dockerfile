# syntax=docker/dockerfile:1
# Two images: `app` is the production jar and nothing else; `simulators` is the outside world that docker-compose.yml puts around it.

FROM maven:3.9.12-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# The tests have run before an image is built; their classes are compiled for the simulators.
RUN --mount=type=cache,target=/root/.m2/repository \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests package dependency:copy-dependencies \
        -DincludeScope=test -DexcludeGroupIds=com.microsoft.playwright,io.zonky.test.postgres -DoutputDirectory=target/simulators \
    && java -Djarmode=tools -jar target/fairground-*.jar extract --layers --application-filename fairground.jar --destination target/layers

FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin fairground
COPY ops/container/ /usr/local/bin/
WORKDIR /app

FROM runtime AS simulators
LABEL org.opencontainers.image.title="Fairground simulators" \
      org.opencontainers.image.description="The payment provider, the human check and the object store, as Fairground's development and tests know them" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN install --directory --owner=fairground .data
COPY --from=build /build/target/simulators/ lib/
COPY --from=build /build/target/classes/ classes/
COPY --from=build /build/target/test-classes/ test-classes/
USER 10001
ENTRYPOINT ["with-secrets", "java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-cp", "test-classes:classes:lib/*"]

# Last, so that a bare `docker build .` makes it.
FROM runtime AS app
LABEL org.opencontainers.image.title="Fairground" \
      org.opencontainers.image.description="A marketplace backend that shows, and proves, the practices that keep software alive in production" \
      org.opencontainers.image.licenses="Apache-2.0"
# From what changes seldom to what changes with every commit.
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# Pictures; a volume goes here.
RUN install --directory --owner=fairground .data
USER 10001
EXPOSE 8080 8081
# glibc keeps an arena of memory per thread and core; two are enough and leave the room to the heap.
ENV MALLOC_ARENA_MAX=2
# Alive, not ready: restarting cannot cure a database that is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD answers "${PORT:-8080}" /livez
# In 512 MB: 40 % heap beside 64 MB of compiled code, metaspace and threads. JDK_JAVA_OPTIONS adds to these.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=40", "-XX:ReservedCodeCacheSize=64m", "-XX:+ExitOnOutOfMemoryError", "-jar", "fairground.jar"]
