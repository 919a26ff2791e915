package dev.fairground.simulators;

/** What S3 says when it does not do as asked. */
final class S3Error extends RuntimeException {

    private final int status;
    private final String code;

    S3Error(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static S3Error denied(String code, String message) {
        return new S3Error(403, code, message);
    }

    Answer answer() {
        return Answer.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(code, getMessage()));
    }
}
