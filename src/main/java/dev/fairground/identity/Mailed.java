package dev.fairground.identity;

import jakarta.validation.constraints.NotNull;

/** The answer where a mail may follow. It is the same whether or not the address is known, so that nobody can find out by asking. */
record Mailed(String message) {

    static final Mailed CONFIRMATION =
            new Mailed("If this address can be confirmed, a mail with a link is on its way. It holds for three days.");
    static final Mailed PASSWORD_RESET =
            new Mailed("If this address belongs to a member, a mail with a link is on its way. It holds for an hour.");
    static final Mailed SIGN_IN_LINK = new Mailed(
            "If this address belongs to a member, a mail with a link is on its way. It holds for 15 minutes.");

    /** Whom to mail. */
    record To(@NotNull String email) {}
}
