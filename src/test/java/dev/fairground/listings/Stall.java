package dev.fairground.listings;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import java.util.Map;

/** A seller with a shop and one listing in it, and what they do with its pictures over HTTP. */
record Stall(Person owner, Api seller, String listing) {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";

    static Stall open(Cast cast, int port) {
        var owner = cast.member("seller");
        Api seller = cast.program(Api.at(port), owner);
        String handle = Chance.name("shop-");
        String shop = seller.post("/api/v2/shops", Map.of("handle", handle, "name", "Woodwork"))
                .at("/id");
        var draft = Map.of(
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
        return new Stall(
                owner,
                seller,
                seller.post("/api/v2/shops/" + shop + "/listings", draft).at("/id"));
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
