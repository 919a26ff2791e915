package dev.fairground.identity;

import dev.fairground.platform.errors.Together;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Signs somebody up. Whether the address had an account already, only a mail tells: the answer, the work done and the handle used up are
 * the same.
 */
@Component
class SignUp {

    private final HumanCheck humanCheck;
    private final Passwords passwords;
    private final OpenAccount openAccount;

    SignUp(HumanCheck humanCheck, Passwords passwords, OpenAccount openAccount) {
        this.humanCheck = humanCheck;
        this.passwords = passwords;
        this.openAccount = openAccount;
    }

    /** From what was typed; all that does not hold is refused at once. */
    void signUp(String email, String handle, String displayName, String password, String humanCheckToken) {
        Together.check(
                () -> new EmailAddress(email),
                () -> new Handle(handle),
                () -> new DisplayName(displayName),
                () -> new NewPassword(password));
        signUp(new EmailAddress(email), new Handle(handle), new DisplayName(displayName), password, humanCheckToken);
    }

    /** What waits, for the human check and for a place to hash, comes before the transaction. */
    private void signUp(
            EmailAddress email, Handle handle, DisplayName displayName, String password, String humanCheckToken) {
        var chosen = new NewPassword(password, handle, email);
        humanCheck.pass(humanCheckToken);
        String hash = passwords.hash(chosen);
        try {
            openAccount.open(email, handle, displayName, hash);
        } catch (DataIntegrityViolationException raced) {
            // Somebody took the address or the handle after we looked. Looking again finds it, and answers as it
            // answers everybody.
            openAccount.open(email, handle, displayName, hash);
        }
    }
}
