package dev.fairground.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The unique name by which members and logs call a member, such as {@code anna-b}. */
record Handle(String text) {

    /** Names that would pass for us or for an address of ours; {@code member_handle_not_reserved} holds the same list. */
    static final Set<String> RESERVED = Set.of(
            ("about abuse account accounts admin administrator anonymous api assets billing contact everyone fairground help info legal log-in "
                            + "log-out login logout mail me member members moderator news nobody null official payments payout postmaster "
                            + "practices privacy problems root security settings shop shops sign-in sign-up signup staff status support system "
                            + "team terms undefined webmaster www")
                    .split(" "));

    private static final Pattern FORM = Pattern.compile("(?=.{3,30}$)[a-z0-9]+(-[a-z0-9]+)*");

    Handle {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw IdentityRefused.handleInvalid();
        }
        if (RESERVED.contains(text)) {
            throw IdentityRefused.handleReserved();
        }
    }
}
