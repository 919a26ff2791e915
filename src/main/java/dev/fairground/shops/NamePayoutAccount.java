package dev.fairground.shops;

import dev.fairground.payments.Payments;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says where a shop's money goes. On record, because whoever can change it can take the money. */
@Component
class NamePayoutAccount {

    private final Payments payments;
    private final ShopTrail trail;

    NamePayoutAccount(Payments payments, ShopTrail trail) {
        this.payments = payments;
        this.trail = trail;
    }

    @Transactional
    void name(ShopId shop, String destination) {
        payments.payOutTo(shop.value(), destination);
        trail.note("shop.payout-account-named", shop, Map.of("destination", destination));
    }
}
