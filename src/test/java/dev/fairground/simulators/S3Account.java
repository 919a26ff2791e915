package dev.fairground.simulators;

/** The one customer of the object store, with the one bucket. */
public record S3Account(String bucket, String region, String key, String secret) {

    /** Of a development run that wants the store. */
    public static S3Account development() {
        return new S3Account("fairground", "us-east-1", "development", "development-objects-secret");
    }
}
