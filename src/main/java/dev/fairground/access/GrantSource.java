package dev.fairground.access;

import dev.fairground.identity.MemberId;
import java.util.List;
import java.util.Set;

/** A module that gives members powers. It is asked once per authenticated request, so its answer must cost one indexed look-up. */
public interface GrantSource {

    /** Every right this source can give; a handler that needs a right nobody gives stops the start. */
    Set<String> rights();

    /** What {@code member} holds at this moment. */
    List<Grant> grantsOf(MemberId member);
}
