package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Opposite;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Answers a mail that should not have been with an apology. */
@Component
class UndoMail implements Opposite {

    private final Members members;
    private final SuppressionStore suppressions;
    private final ApplicationEventPublisher events;

    UndoMail(Members members, SuppressionStore suppressions, ApplicationEventPublisher events) {
        this.members = members;
        this.suppressions = suppressions;
        this.events = events;
    }

    @Override
    public EffectKind kind() {
        return EffectKind.MAIL;
    }

    @Override
    public String deed() {
        return "Mails an apology, one to each member however many mails they had.";
    }

    @Override
    public Optional<String> undo(Wish wish) {
        var member = MemberId.of(wish.target().substring("member/".length()));
        var found = members.find(member);
        if (found.isEmpty()) return Optional.of("The member is gone.");
        if (suppressions.of(found.get().email()).isPresent())
            return Optional.of("We do not write to the member's address.");
        events.publishEvent(new ApologyDue(wish.compensation(), member, wish.key()));
        return Optional.empty();
    }
}
