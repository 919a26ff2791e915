package dev.fairground.notifications;

import dev.fairground.identity.Member;
import dev.fairground.identity.Members;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the nightly mail about what is unread. It is the one mail that nobody needs, so any trouble with the address stops it. */
@Component
class MailDigests {

    private static final int TITLES = 10;

    private final Digests digests;
    private final Members members;
    private final Preferences preferences;
    private final Mailer mailer;
    private final Instance instance;

    MailDigests(Digests digests, Members members, Preferences preferences, Mailer mailer, Instance instance) {
        this.digests = digests;
        this.members = members;
        this.preferences = preferences;
        this.mailer = mailer;
        this.instance = instance;
    }

    /** By the next night there is another. */
    @OutboxListener(id = "notifications.mail-digest", effect = Effect.OUTSIDE, lane = Lane.BULK, usefulFor = "PT20H")
    void on(DigestDue event) {
        var titles = digests.unread(event.member(), event.at(), TITLES);
        members.find(event.member())
                .filter(member -> !titles.isEmpty() && wants(member))
                .ifPresent(member -> mailer.send(letter(event, member, titles)));
    }

    /** They may have thought better of it since. */
    private boolean wants(Member member) {
        return preferences.of(member.id()).digest()
                && preferences.reach(member).trouble().isEmpty();
    }

    private Letter letter(DigestDue event, Member member, List<String> titles) {
        return new Letter(
                "digest." + event.member() + "." + event.at().toEpochMilli(),
                member,
                "What is unread in your inbox",
                String.join(" · ", titles),
                "Open your inbox",
                instance.page("/inbox"));
    }
}
