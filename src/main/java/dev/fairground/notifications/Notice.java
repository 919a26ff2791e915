package dev.fairground.notifications;

import dev.fairground.identity.MemberId;

/**
 * Something to tell one member.
 *
 * @param about what it is about, such as {@code order/<id>}
 * @param occasion the fact; a member is told of one occasion once
 * @param mailed whether they expect it outside the application as well
 */
record Notice(
        NotificationId id,
        MemberId member,
        String kind,
        String about,
        String occasion,
        String title,
        String body,
        boolean mailed) {

    /** In the app alone, about something that happens to its subject once. */
    static Notice of(MemberId member, String kind, String about, String title, String body) {
        return new Notice(NotificationId.next(), member, kind, about, kind + "/" + about, title, body, false);
    }

    /** Of a fact that may come again for the same subject: {@code which} tells one from the other. */
    Notice each(Object which) {
        return new Notice(id, member, kind, about, occasion + "/" + which, title, body, mailed);
    }

    Notice byMail() {
        return new Notice(id, member, kind, about, occasion, title, body, true);
    }
}
