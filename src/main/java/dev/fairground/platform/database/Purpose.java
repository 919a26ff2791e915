package dev.fairground.platform.database;

/** What a connection is wanted for. Each purpose has a pool of its own, so that none can take the connections of another. */
enum Purpose {
    /** A request, whose sender waits. */
    WEB,
    /** What a request reads that may have changed a moment ago. */
    FOLLOWER,
    /** Deliveries, jobs, probes, and the upkeep between them. */
    WORKER
}
