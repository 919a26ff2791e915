package dev.fairground.platform.querywatch;

/** Stops the statement that completes an N+1, so that the stack trace points at the loop. Thrown in the strict mode only. */
final class NPlusOneException extends RuntimeException {

    NPlusOneException(NPlusOne finding) {
        super(finding.toString());
    }
}
