package dev.fairground.notifications;

import dev.fairground.notifications.SuppressionStore.Suppression.Cause;
import dev.fairground.platform.practices.Shows;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one member can be reached, and wants to be. The inbox is always there besides.
 *
 * @param suppressed why mail to their address is stopped, null if it is not
 * @param hasDevice whether a push message can go anywhere
 */
record Reach(boolean wantsMail, boolean wantsPush, @Nullable Cause suppressed, boolean hasDevice) {

    /** Whoever cannot be mailed what is necessary is sent it to their device, whether or not they want push for the rest. */
    @Shows("fx-channel-fallback")
    Set<Channel> channels(Weight weight) {
        var channels = EnumSet.noneOf(Channel.class);
        boolean necessary = weight == Weight.NECESSARY;
        if (mailArrives() && (necessary || wantsMail && suppressed == null)) channels.add(Channel.MAIL);
        if (hasDevice && (wantsPush || necessary && channels.isEmpty())) channels.add(Channel.PUSH);
        return channels;
    }

    Optional<Cause> trouble() {
        return Optional.ofNullable(suppressed);
    }

    private boolean mailArrives() {
        return suppressed == null || suppressed == Cause.COMPLAINT;
    }
}
