package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one member over one channel.
 *
 * @param reference the same whenever the same message is sent again; at most 200 characters
 * @param address of a mail alone
 * @param device of a push message alone
 */
record Message(
        String reference,
        MemberId member,
        Channel channel,
        @Nullable String address,
        @Nullable UUID device,
        String subject) {

    static Message of(Letter letter) {
        return new Message(
                letter.reference(), letter.to().id(), Channel.MAIL, letter.to().email(), null, letter.subject());
    }
}
