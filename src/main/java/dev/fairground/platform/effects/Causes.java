package dev.fairground.platform.effects;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.work.Cause;
import java.sql.Types;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells who or what causes what happens now: the delivery under way, or whoever asks this release for it. */
@Component
class Causes {

    private final String release;

    Causes(ObjectProvider<GitProperties> git) {
        GitProperties known = git.getIfAvailable();
        this.release = known == null ? "unknown" : String.valueOf(known.getShortCommitId());
    }

    /** Gives a new row its id and its cause. */
    StatementSpec named(StatementSpec insert) {
        Optional<Cause> delivery = Cause.current();
        return insert.param("id", UuidV7.next())
                .param("listener", delivery.map(Cause::listener).orElse(null), Types.VARCHAR)
                .param("event", delivery.map(Cause::event).orElse(null), Types.OTHER)
                .param("actor", delivery.map(Cause::actor).orElseGet(Causes::actor))
                .param("release", delivery.map(Cause::release).orElse(release));
    }

    /** Whoever is signed in, or the system in jobs. */
    static String actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? "system"
                : "member/" + authentication.getName();
    }
}
