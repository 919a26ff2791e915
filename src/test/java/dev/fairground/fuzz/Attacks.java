package dev.fairground.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** The requests of one seed: each endpoint in turn, each actor in turn, and in each request at most a few things wrong. */
final class Attacks {

    private static final List<String> PATHS = List.of(
            "%00",
            "%",
            "%zz",
            "%c0%af",
            "%ff",
            "..",
            "%2e%2e",
            ";x=1",
            "a;b",
            "/",
            "%2f",
            "%5c",
            "a%0d%0aX-Injected:%201",
            "*",
            "%20",
            "{id}",
            "\u00e4",
            "1",
            "%F0%9F%9A%80",
            "a|b",
            "%25%32%66");
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW", "get", "CONNECT");

    private final List<Endpoint> endpoints;
    private final Map<String, String> tokens;
    private final List<String> actors;
    private final Map<String, List<String>> known;
    private final byte[] file;
    private final long seed;

    /**
     * @param tokens of each actor; empty for nobody's
     * @param known what an honest client would know; see {@link Sincere}
     * @param file what an honest client would send where a file is taken
     */
    Attacks(
            List<Endpoint> endpoints,
            Map<String, String> tokens,
            Map<String, List<String>> known,
            byte[] file,
            long seed) {
        this.endpoints = endpoints;
        this.tokens = tokens;
        this.actors = tokens.keySet().stream().sorted().toList();
        this.known = known;
        this.file = file.clone();
        this.seed = seed;
    }

    /** The same one for the same number, whatever came before. */
    Attack nth(int number) {
        var random = new Random(seed * 1_000_003 + number);
        return new Making(number, endpoints.get(number % endpoints.size()), random).make();
    }

    private final class Making {

        private final int number;
        private final Endpoint endpoint;
        private final Random random;
        private final Sincere sincere;
        private final Nonsense nonsense;
        private final Spoiled spoiled;

        Making(int number, Endpoint endpoint, Random random) {
            this.number = number;
            this.endpoint = endpoint;
            this.random = random;
            this.sincere = new Sincere(endpoint, known, random);
            this.nonsense = new Nonsense(random);
            this.spoiled = new Spoiled(random);
        }

        Attack make() {
            String actor = one(actors);
            byte[] body = endpoint.consumes().isEmpty() && random.nextInt(10) > 0 ? new byte[0] : body();
            var rim = new Rim(random);
            rim.say("Host", "localhost");
            rim.say("Connection", "close");
            rim.say("Accept", "application/json");
            if (!tokens.getOrDefault(actor, "").isEmpty()) rim.say("Authorization", "Bearer " + tokens.get(actor));
            endpoint.parameters("header")
                    .forEach(header -> rim.say(header.path("name").asString(), sincere.known("key")));
            if (!endpoint.consumes().isEmpty()) rim.say("Content-Type", mediaType());
            rim.say("Content-Length", String.valueOf(body.length));
            String method = wrong(20) ? one(METHODS) : endpoint.method();
            boolean framed = !wrong(6) || rim.spoil();
            return new Attack(number, endpoint, actor, method, target(), rim.lines(), body, framed);
        }

        private String mediaType() {
            return endpoint.consumes().contains("application/json") ? "application/json" : "image/png";
        }

        private byte[] body() {
            if (!endpoint.consumes().contains("application/json")) return picture();
            JsonNode honest = sincere.body();
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> spoiled.written(honest);
                case 3, 4 -> spoiled.asAWhole(honest);
                default -> spoiled.written(spoiled.inOnePlace(honest));
            };
        }

        private byte[] picture() {
            byte[] picture = file.clone();
            for (int wrong = random.nextInt(4); wrong > 0; wrong--) {
                picture[random.nextInt(picture.length)] = (byte) random.nextInt();
            }
            return wrong(4) ? java.util.Arrays.copyOf(picture, random.nextInt(picture.length)) : picture;
        }

        private String target() {
            String path = sincere.path();
            if (wrong(8)) path = path.replaceFirst("[^/]*$", java.util.regex.Matcher.quoteReplacement(inPath()));
            if (wrong(40))
                path = path.replaceFirst(
                        "v[12]", one(List.of("v0", "v3", "v", "V1", "1", "v1.5", "v99999999999", "%31")));
            if (wrong(40)) path = path + one(PATHS);
            return path + query();
        }

        private String inPath() {
            return random.nextBoolean() ? one(PATHS) : encoded(one(Nonsense.TEXTS));
        }

        private String query() {
            var query = new StringBuilder();
            endpoint.parameters("query")
                    .filter(_ -> random.nextInt(3) == 0)
                    .forEach(parameter -> query.append('&')
                            .append(parameter.path("name").asString())
                            .append('=')
                            .append(inQuery(parameter)));
            if (wrong(20))
                query.append('&').append(encoded(one(Nonsense.TEXTS))).append("=1");
            if (wrong(60))
                query.append(one(List.of("&&=", "&a[0]=b", "&%zz", "&a=%", "&limit=1&limit=2", "&=", "&a=%ff%fe")));
            return query.isEmpty() ? "" : "?" + query.substring(1);
        }

        private String inQuery(JsonNode parameter) {
            if (random.nextBoolean()) {
                var value = sincere.value(parameter.path("name").asString(), parameter.path("schema"));
                return encoded((value.isArray() ? value.get(0) : value).asString());
            }
            return encoded(random.nextBoolean() ? nonsense.number() : one(Nonsense.TEXTS));
        }

        /** One time in so many. */
        private boolean wrong(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private <T> T one(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
