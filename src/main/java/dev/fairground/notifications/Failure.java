package dev.fairground.notifications;

/** Why a message does not arrive. */
enum Failure {
    /** Not sent at all: mail to this address comes back. */
    SUPPRESSED,
    /** The provider did not take it. */
    REFUSED,
    /** Mail for an address that nobody has. */
    HARD_BOUNCE,
    /** Mail for a mailbox that is full or away just now. */
    SOFT_BOUNCE,
    /** A push message for a device where nobody is any more. */
    UNREGISTERED,
    /** The gateway took it and could not bring it. */
    UNDELIVERABLE
}
