package dev.fairground.platform.jobs;

import java.lang.management.ManagementFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;

/** Which process of which release this is, for people who read the ledger. */
@Component
class Here {

    private final String release;

    Here(ObjectProvider<GitProperties> git) {
        GitProperties known = git.getIfAvailable();
        this.release = known == null ? "unknown" : String.valueOf(known.getShortCommitId());
    }

    /** Process and host. */
    String instance() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }

    String release() {
        return release;
    }
}
