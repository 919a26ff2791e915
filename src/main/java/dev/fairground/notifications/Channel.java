package dev.fairground.notifications;

/** The ways out of the application. The inbox is none of them: everything stands there anyhow. */
enum Channel {
    MAIL,
    PUSH
}
