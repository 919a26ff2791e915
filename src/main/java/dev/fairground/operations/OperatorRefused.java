package dev.fairground.operations;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Why an operator's act is not done. */
final class OperatorRefused extends Refusal {

    static final Reason NO_SUCH_LISTENER =
            Reason.notFound("no-such-listener", "No listener is called so, and nothing waits for one.");
    static final Reason NO_SUCH_DELIVERY = Reason.notFound(
            "no-such-delivery", "There is no such delivery; those that are done are kept for four days.");
    static final Reason NOT_GIVEN_UP = Reason.conflict(
            "delivery-not-given-up", "Only a delivery that is dead or was discarded is delivered again by hand.");
    static final Reason NOT_WAITING = Reason.conflict(
            "delivery-not-waiting",
            "Only a delivery that waits or is dead can be discarded; this one is under way or finished.");

    static final Reason NO_SUCH_LOOK =
            Reason.notFound("no-such-look", "No look at the database is called so; the page before lists them.");
    static final Reason NO_SUCH_STATEMENT = Reason.notFound(
            "no-such-statement", "The database's statistics have no such statement, or keep none of statements.");
    static final Reason NO_SUCH_SESSION = Reason.notFound(
            "no-such-session", "There is no such session any more, or it is of a role that ours may not end.");

    private OperatorRefused(Reason reason) {
        super(reason);
    }

    static OperatorRefused noSuchListener() {
        return new OperatorRefused(NO_SUCH_LISTENER);
    }

    static OperatorRefused noSuchDelivery() {
        return new OperatorRefused(NO_SUCH_DELIVERY);
    }

    static OperatorRefused notGivenUp() {
        return new OperatorRefused(NOT_GIVEN_UP);
    }

    static OperatorRefused notWaiting() {
        return new OperatorRefused(NOT_WAITING);
    }

    static OperatorRefused noSuchLook() {
        return new OperatorRefused(NO_SUCH_LOOK);
    }

    static OperatorRefused noSuchStatement() {
        return new OperatorRefused(NO_SUCH_STATEMENT);
    }

    static OperatorRefused noSuchSession() {
        return new OperatorRefused(NO_SUCH_SESSION);
    }
}
