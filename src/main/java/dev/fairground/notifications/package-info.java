/**
 * Who is told what, in the app and by mail.
 *
 * <p>Owns: the inbox of each member, and the words and mails in which facts of other modules reach people. Promises: a fact is told in the
 * inbox once, whatever is delivered again; a mail is sent after the commit and never inside a transaction, and one that the receiving
 * server refuses for good is given up. Refuses to know: why anything happened; nothing depends on it. A newcomer will ask why a mail about
 * an order waits for the inbox row: each recipient's mail becomes a delivery of its own, so that one bad address repeats nobody else's.
 */
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "shops",
            "orders",
            "platform :: errors",
            "platform :: http",
            "platform :: ids",
            "platform :: web",
            "platform :: instance",
            "platform :: outbox"
        })
@NullMarked
package dev.fairground.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
