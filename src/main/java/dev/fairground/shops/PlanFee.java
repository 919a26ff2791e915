package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;

/** What a shop pays for a month of its plan, as it was asked for. All of it is the market's to keep. */
record PlanFee(FeeId id, ShopId shop, MemberId payer, String method, Money amount) {

    /** What a payment method's name looks like. */
    static final String METHOD = "[A-Za-z0-9_]{1,100}";

    Payments.Request charge() {
        return new Payments.Request(id.value(), payer, shop.value(), amount, amount, method);
    }
}
