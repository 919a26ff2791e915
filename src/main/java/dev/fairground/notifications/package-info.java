/**
 * Who is told what, in the app, by mail and by push, and what became of it.
 *
 * <p>Owns: the inbox of each member, and the words and messages in which facts of other modules reach people; their devices and wishes;
 * addresses from which mail comes back. Promises: a fact is told in the inbox once, whatever is delivered again; a message is sent after
 * the commit and never inside a transaction, and followed until it arrived or failed; what is necessary takes another way where mail is
 * none. Refuses to know: why anything happened; nothing depends on it. A newcomer will ask why a mail about an order waits for the inbox
 * row: each recipient's mail becomes a delivery of its own, so that one bad address repeats nobody else's.
 */
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "shops",
            "orders",
            "platform :: audit",
            "platform :: errors",
            "platform :: effects",
            "platform :: http",
            "platform :: idempotency",
            "platform :: ids",
            "platform :: web",
            "platform :: instance",
            "platform :: jobs",
            "platform :: outbox",
            "platform :: practices",
            "platform :: querywatch",
            "platform :: ratelimit",
            "platform :: webhooks"
        })
@NullMarked
package dev.fairground.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
