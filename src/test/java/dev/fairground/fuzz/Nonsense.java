package dev.fairground.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that no honest client sends. None of them looks like what {@link Judge} takes for a leak, since some of them may be given back. */
final class Nonsense {

    static final String LONE_SURROGATE = "\ud800";

    /** As they stand in a document; in an address they are encoded. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            LONE_SURROGATE,
            "\udfff\ud800",
            "\u202e\u05d0\u05d1\u05d2\u2066",
            "\ud83d\ude80\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ufffe\uffff\ufeff",
            "e\u0301".repeat(500),
            "\u0001\u0007\u001b[2J\u007f",
            "\r\nX-Injected: 1\r\n\r\n",
            "' or '1'='1",
            "'; commit; --",
            "\\'; select pg_sleep(20) --",
            "%' escape '",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "${7*7}#{7*7}{{7*7}}",
            "${jndi:ldap://localhost:1/x}",
            "%s%n%x",
            "null",
            "NaN",
            "-1",
            "0x1F",
            "1e400",
            "9".repeat(400),
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "01900000-0000-7000-8000-00000000000g",
            "0000-00-00T99:99:99Z",
            "a".repeat(5_000),
            "\u0130\u0131\u017f\u212a",
            "\ud835\udfd9\u0661",
            "a@b@c..d",
            "\"a b\"@[::1]");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    Nonsense(Random random) {
        this.random = random;
    }

    String text() {
        return random.nextInt(100) == 0 ? "x".repeat(900_000) : one(TEXTS);
    }

    JsonNode value() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(900)).negate());
            case 5 -> NODES.numberNode(new BigDecimal(BigInteger.ONE, random.nextInt(2_000_000) - 1_000_000));
            case 6 -> NODES.numberNode(one(List.of(0.5, -0.0, 1e308, 4.9e-324)));
            case 7 -> NODES.objectNode().set(one(TEXTS), NODES.stringNode(one(TEXTS)));
            case 8 -> NODES.arrayNode().add(one(TEXTS)).addNull();
            default -> NODES.stringNode(text());
        };
    }

    /** For an integer on the brink of what its type holds. */
    String number() {
        return one(List.of(
                "-1",
                "0",
                "101",
                "2147483647",
                "2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "1.5",
                "١"));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
