package dev.fairground.payments;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Opposite;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives back what is left of a charge that should not have been; whoever sold something for it hears of it as of any refund. */
@Component
class UndoCharge implements Opposite {

    private final IntentStore intents;
    private final RefundPayment refundPayment;

    UndoCharge(IntentStore intents, RefundPayment refundPayment) {
        this.intents = intents;
        this.refundPayment = refundPayment;
    }

    @Override
    public EffectKind kind() {
        return EffectKind.CHARGE;
    }

    @Override
    public String deed() {
        return "Gives back what is left of it.";
    }

    @Override
    public Optional<String> undo(Wish wish) {
        var intent = intents.lock(PaymentId.of(wish.key())).orElseThrow(PaymentRefused::noSuchPayment);
        if (intent.disputed().isPositive()) return Optional.of("The payer's bank has taken it back.");
        if (!intent.left().isPositive()) return Optional.of("All of it was given back already.");
        refundPayment.refund(intent, intent.left(), wish.why());
        return Optional.empty();
    }
}
