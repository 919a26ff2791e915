package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.util.UUID;

/** The member was sent {@code mail} by mistake, which is to be said to them once in a compensation, whatever else they were sent. */
record ApologyDue(UUID compensation, MemberId member, String mail) {}
