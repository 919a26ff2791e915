package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The returns of an order, and their steps. How each stands is part of the order. */
@RestController
@RequestMapping(path = "/api/{version}/orders/{id}/returns", version = "1+")
class ReturnController {

    private final TakeBack takeBack;

    ReturnController(TakeBack takeBack) {
        this.takeBack = takeBack;
    }

    @PostMapping
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    Asked ask(Caller buyer, @PathVariable OrderId id, @Valid @RequestBody ReturnWish wish) {
        return new Asked(takeBack.ask(buyer, id, wish.reason(), OrderRequests.NamedLine.wanted(wish.lines())));
    }

    @PutMapping("/{which}/acceptance")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(Caller caller, @PathVariable OrderId id, @PathVariable ReturnId which) {
        takeBack.accept(caller, id, which);
    }

    @PutMapping("/{which}/refusal")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(
            Caller caller,
            @PathVariable OrderId id,
            @PathVariable ReturnId which,
            @Valid @RequestBody Refusing refusing) {
        takeBack.refuse(caller, id, which, refusing.reason());
    }

    /** The goods are there. The money goes back after the answer. */
    @PutMapping("/{which}/receipt")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "payments:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    void receive(
            Caller caller,
            @PathVariable OrderId id,
            @PathVariable ReturnId which,
            @Valid @RequestBody Receipt receipt) {
        takeBack.receive(caller, id, which, receipt.amountMinor(), receipt.restock());
    }

    /** Without {@code lines}, all of the order that was not given back for. */
    record ReturnWish(
            @NotBlank @Size(max = 500) String reason,
            @Size(max = 20) @Nullable List<OrderRequests.@NotNull @Valid NamedLine> lines) {}

    record Asked(ReturnId id) {}

    record Refusing(@NotBlank @Size(max = 200) String reason) {}

    /** {@code amountMinor}, in the order's currency, where it is not what the goods cost. */
    record Receipt(
            @Min(1) @Nullable Long amountMinor, @NotNull Boolean restock) {}
}
