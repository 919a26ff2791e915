package dev.fairground.notifications;

/** The member has this in their inbox and expects it by mail, too. */
record MailDue(NotificationId notification) {}
