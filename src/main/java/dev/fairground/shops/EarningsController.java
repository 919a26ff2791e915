package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.payments.Payments;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shop has earned, what was paid out of it, and where to. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class EarningsController {

    private final Payments payments;
    private final NamePayoutAccount namePayoutAccount;

    EarningsController(Payments payments, NamePayoutAccount namePayoutAccount) {
        this.payments = payments;
        this.namePayoutAccount = namePayoutAccount;
    }

    @GetMapping("/shops/{shop}/balance")
    @Access(value = Who.TEAM, needs = ShopRights.MONEY, scope = "shops:read")
    Payments.Earnings balance(Caller caller, @PathVariable ShopId shop) {
        return payments.earnings(own(caller, shop).value());
    }

    @GetMapping("/shops/{shop}/payouts")
    @Access(value = Who.TEAM, needs = ShopRights.MONEY, scope = "shops:read")
    Page<Payments.PayoutItem> payouts(Caller caller, @PathVariable ShopId shop, @Valid PageRequest page) {
        return payments.payouts(own(caller, shop).value(), page);
    }

    /** From now on the money goes there. */
    @PutMapping("/shops/{shop}/payout-account")
    @Access(value = Who.TEAM, needs = ShopRights.MONEY, scope = "shops:write")
    Payments.Earnings payOutTo(
            Caller caller, @PathVariable ShopId shop, @Valid @RequestBody PayoutDestination account) {
        namePayoutAccount.name(own(caller, shop), account.destination());
        return balance(caller, shop);
    }

    /** A stranger's shop is one that does not exist. The books know ids only, so this is asked here and not in their statements. */
    private static ShopId own(Caller caller, ShopId shop) {
        if (!List.of(caller.where(ShopRights.MONEY)).contains(shop.value())) throw ShopRefused.noSuchShop();
        return shop;
    }

    /** {@code destination} is the payment provider's token for a bank account or a card, such as {@code ba_1NAinQ}; never its number. */
    record PayoutDestination(@NotNull @Size(max = 100) String destination) {}
}
