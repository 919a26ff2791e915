package dev.fairground.platform.instance;

import dev.fairground.platform.practices.Shows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Keeps production from starting with a secret that is missing, short or known to everybody, or without an address that only its operator
 * can know. Each comes from an environment variable, or from a file of the same name under {@code /run/secrets}. What it is never appears
 * in a message.
 */
@Shows("sec-secrets-env")
final class Secrets {

    /** Every secret that exists for development begins like this; a production that has one is open to all who read our source. */
    static final String DEVELOPMENT_ONLY = "development-only-";

    /** As many characters as {@code openssl rand -hex 16} prints. */
    private static final int SHORTEST_KEY = 32;

    private Secrets() {}

    /** Throws {@link InvalidSettings} that names all of them which production cannot start with. */
    static void check(Environment environment) {
        // Missing counts as production here too: forgetting the variable must be safe.
        if (environment
                .getProperty("fairground.environment", "production")
                .equalsIgnoreCase(Instance.Environment.PRODUCTION.name())) {
            checkProduction(environment);
        }
    }

    private static void checkProduction(Environment environment) {
        var faults = new ArrayList<String>();
        for (var secret : Required.values()) {
            if (!secret.isNeeded(environment)) {
                continue;
            }
            String fault = secret.fault(environment.getProperty(secret.name()));
            if (fault != null) {
                faults.add(secret + " " + fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettings(
                    "Production does not start with these settings: " + String.join(", ", faults) + ".");
        }
    }

    /** The variables, and what each must be. */
    private enum Required {
        DATABASE_URL(Form.PLAIN),
        FAIRGROUND_BASE_URL(Form.PLAIN),
        FAIRGROUND_SECRET(Form.KEY),
        FAIRGROUND_SECRET_PREVIOUS(Form.KEY_IF_ANY),
        HUMAN_CHECK_URL(Form.PLAIN),
        HUMAN_CHECK_SITE_KEY(Form.PLAIN),
        HUMAN_CHECK_SECRET(Form.KEY),
        MAIL_URL(Form.PLAIN),
        MAIL_FROM(Form.PLAIN),
        MAIL_WEBHOOK_SECRETS(Form.KEYS_IF_ANY),
        PAYMENTS_URL(Form.PLAIN),
        PAYMENTS_API_KEY(Form.KEY),
        PAYMENTS_WEBHOOK_SECRETS(Form.KEYS),
        PUSH_API_KEY(Form.KEY, "PUSH_URL"),
        PUSH_WEBHOOK_SECRETS(Form.KEYS, "PUSH_URL"),
        OBJECTS_KEY(Form.PLAIN, "OBJECTS_URL"),
        OBJECTS_SECRET(Form.KEY, "OBJECTS_URL");

        private final Form form;
        private final @Nullable String needer;

        Required(Form form) {
            this(form, null);
        }

        /** {@code needer} is the variable without which this one says nothing. */
        Required(Form form, @Nullable String needer) {
            this.form = form;
            this.needer = needer;
        }

        boolean isNeeded(Environment environment) {
            return needer == null || !environment.getProperty(needer, "").isBlank();
        }

        @Nullable
        String fault(@Nullable String value) {
            if (value == null || value.isBlank()) {
                return form == Form.KEY_IF_ANY || form == Form.KEYS_IF_ANY ? null : "is missing";
            }
            if (value.contains(DEVELOPMENT_ONLY)) {
                return "is a development value";
            }
            boolean isShort =
                    form.keys(value).stream().anyMatch(key -> key.strip().length() < SHORTEST_KEY);
            return isShort ? "is shorter than " + SHORTEST_KEY + " characters" : null;
        }
    }

    private enum Form {
        /** An address, a name, a key that is public. */
        PLAIN,
        KEY,
        KEY_IF_ANY,
        /** The newest first, commas between. */
        KEYS,
        KEYS_IF_ANY;

        List<String> keys(String value) {
            return switch (this) {
                case PLAIN -> List.of();
                case KEY, KEY_IF_ANY -> List.of(value);
                case KEYS, KEYS_IF_ANY -> List.of(value.split(",", -1));
            };
        }
    }
}
