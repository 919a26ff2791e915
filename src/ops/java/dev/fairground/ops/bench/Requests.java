package dev.fairground.ops.bench;

import java.util.Map;
import java.util.UUID;

/** The requests that benches send, as finished bytes. Each comes from another address, since the limits are on as well. */
final class Requests {

    static final String LIST = "/api/v2/listings?limit=24";
    static final String ONE = "/api/v2/listings/";
    static final String CATEGORY = "/api/v2/listings?limit=24&category=";

    private Requests() {}

    static byte[] get(String path) {
        return Wire.get(path, Map.of("X-Forwarded-For", Addresses.any()));
    }

    static byte[] order(Buyers.Buyer buyer, String listing) {
        return Wire.request(
                "POST",
                "/api/v2/orders",
                Map.of(
                        "Authorization", "Bearer " + buyer.token(),
                        "Idempotency-Key", UUID.randomUUID().toString(),
                        "X-Forwarded-For", Addresses.any()),
                "{\"lines\":[{\"listing\":\"" + listing + "\",\"quantity\":1}],\"paymentMethod\":\"pm_card_visa\"}");
    }
}
