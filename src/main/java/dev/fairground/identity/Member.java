package dev.fairground.identity;

/**
 * A member as other modules may see one.
 *
 * @param handle unique, lower case; what logs and lists show
 * @param displayName chosen freely; escape it
 * @param email normalised; for mail alone, never for showing to others
 * @param suspended cannot sign in or act at present
 * @param secondFactor signs in with a one-time code as well
 */
public record Member(
        MemberId id, String handle, String displayName, String email, boolean suspended, boolean secondFactor) {

    /** This member, if they may act; else the refusal that a suspended one gets wherever they try. */
    public Member active() {
        if (suspended) {
            throw IdentityRefused.accountSuspended();
        }
        return this;
    }

    /** This member as a mail to another address of theirs is written to them. */
    public Member at(String address) {
        return new Member(id, handle, displayName, address, suspended, secondFactor);
    }
}
