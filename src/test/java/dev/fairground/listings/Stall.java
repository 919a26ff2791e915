package dev.fairground.listings;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import java.util.Map;

/** A seller with a shop and one listing in it, a draft, and what they do with its pictures over HTTP. */
record Stall(Person owner, Api seller, String shop, String listing) {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";

    /** What every seller offers, as version 2 writes it. */
    static final Map<String, Object> OFFER = Map.of(
            "category",
            CHAIRS,
            "title",
            "A chair of oak",
            "description",
            "Plain and strong.",
            "price",
            Map.of("amountMinor", 1999, "currency", "EUR"),
            "stock",
            1);

    static Stall open(Cast cast, int port) {
        var owner = cast.member("seller");
        Api seller = cast.program(Api.at(port), owner);
        String handle = Chance.name("shop-");
        String shop = seller.post("/api/v2/shops", Map.of("handle", handle, "name", "Woodwork"))
                .at("/id");
        return new Stall(
                owner,
                seller,
                shop,
                seller.post("/api/v2/shops/" + shop + "/listings", OFFER).at("/id"));
    }

    String pictures() {
        return "/api/v2/listings/" + listing + "/pictures";
    }

    Answer upload(byte[] file) {
        return upload(seller, file);
    }

    Answer upload(Api caller, Object body) {
        return caller.with("Content-Type", "image/jpeg").post(pictures(), body);
    }

    Answer detail() {
        return seller.get("/api/v2/listings/" + listing);
    }
}
