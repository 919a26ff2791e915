package dev.fairground.notifications;

/** The member has this in their inbox and expects it outside the application, too. */
record MailDue(NotificationId notification) {}
