package dev.fairground.platform.effects;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Why a compensation is not planned, approved or begun. */
final class CompensationRefused extends Refusal {

    static final Reason NO_SUCH_COMPENSATION =
            Reason.notFound("no-such-compensation", "There is no such plan to undo what a release did.");
    static final Reason NOTHING_TO_UNDO = Reason.conflict(
            "nothing-to-undo",
            "The release did nothing of the kind outside that is not undone, or being undone, already.");
    static final Reason NEEDS_A_SECOND_PERSON = Reason.forbidden(
                    "needs-a-second-person", "Whoever planned it cannot approve it; ask another operator.")
            .heldBy("compensation_needs_a_second_person");
    static final Reason NOT_APPROVED = Reason.conflict(
                    "compensation-not-approved", "Nothing is undone before a second person has approved the plan.")
            .heldBy("compensation_begun_when_approved");

    private CompensationRefused(Reason reason) {
        super(reason);
    }

    static CompensationRefused noSuchCompensation() {
        return new CompensationRefused(NO_SUCH_COMPENSATION);
    }

    static CompensationRefused nothingToUndo() {
        return new CompensationRefused(NOTHING_TO_UNDO);
    }

    static CompensationRefused needsASecondPerson() {
        return new CompensationRefused(NEEDS_A_SECOND_PERSON);
    }

    static CompensationRefused notApproved() {
        return new CompensationRefused(NOT_APPROVED);
    }
}
