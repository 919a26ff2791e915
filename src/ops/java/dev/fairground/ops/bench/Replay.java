package dev.fairground.ops.bench;

import dev.fairground.platform.ids.UuidV7;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements that were seen, run again. Two recordings of the same deed by different actors tell which values are fixed: where they differ, each
 * run takes another actor or something new.
 */
final class Replay {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T].*");

    private final Recording first;
    private final Recording second;
    private final Actors recorded;
    private final Buyers buyers;

    Replay(Seen first, Seen second, Buyers buyers) {
        this.first = first.recording;
        this.recorded = first.actors;
        this.second = second.recording;
        this.buyers = buyers;
    }

    /** Without what begins and ends transactions. */
    List<Recording.Statement> statements() {
        return first.statements().stream()
                .filter(statement -> !statement.sql().matches("BEGIN.*|COMMIT"))
                .toList();
    }

    /** Over a connection of its own. */
    Rounds.Worker over(String url) {
        try {
            return new Player(DriverManager.getConnection(url + "&stringtype=unspecified"));
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    record Actors(Buyers.Buyer buyer, Buyers.Thing thing) {}

    /** What was seen when these did it. */
    record Seen(Actors actors, Recording recording) {

        List<String> texts() {
            return recording.statements().stream().map(Recording.Statement::sql).toList();
        }
    }

    private final class Player implements Rounds.Worker {

        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        private Player(Connection connection) {
            this.connection = connection;
        }

        @Override
        public boolean work() {
            var values = new HashMap<String, String>();
            var buyer = buyers.buyer();
            values.put(recorded.buyer.member(), buyer.member());
            values.put(recorded.buyer.tokenId(), buyer.tokenId());
            var thing = buyers.thing();
            values.put(recorded.thing.listing(), thing.listing());
            values.put(recorded.thing.shop(), thing.shop());
            try {
                for (int i = 0; i < first.statements().size(); i++) {
                    run(first.statements().get(i), second.statements().get(i).parameters(), values);
                }
                return true;
            } catch (SQLException refused) {
                throw new IllegalStateException("The replay was refused", refused);
            }
        }

        private void run(Recording.Statement statement, List<@Nullable String> others, Map<String, String> values)
                throws SQLException {
            if (statement.sql().startsWith("BEGIN")) {
                connection.setAutoCommit(false);
            } else if (statement.sql().equals("COMMIT")) {
                connection.commit();
                connection.setAutoCommit(true);
            } else {
                var call = prepared.get(statement.sql());
                if (call == null) {
                    call = connection.prepareStatement(statement.sql());
                    prepared.put(statement.sql(), call);
                }
                var parameters = statement.parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    String seen = parameters.get(i);
                    boolean fixed = seen == null || seen.equals(others.get(i));
                    call.setString(i + 1, fixed ? seen : another(String.valueOf(seen), values));
                }
                call.execute();
            }
        }

        /** The same for the same within one run. */
        private String another(String seen, Map<String, String> values) {
            if (MOMENT.matcher(seen).matches()) return seen;
            if (UUID.matcher(seen).find()) {
                return UUID.matcher(seen)
                        .replaceAll(id -> values.computeIfAbsent(
                                id.group(), _ -> UuidV7.next().toString()));
            }
            return values.computeIfAbsent(seen, Replay::somethingLike);
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private static String somethingLike(String seen) {
        var random = ThreadLocalRandom.current();
        if (seen.matches("-?\\d{10,}")) return String.valueOf(random.nextLong());
        if (!seen.startsWith("\\x")) return DIGEST.matcher(seen).replaceAll(_ -> digest());
        var bytes = new StringBuilder("\\x");
        while (bytes.length() < seen.length()) bytes.append(Character.forDigit(random.nextInt(16), 16));
        return bytes.toString();
    }

    /** In the form of a SHA-256 in base64, such as the keys of limits have. */
    private static String digest() {
        byte[] bytes = new byte[32];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
