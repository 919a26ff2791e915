package dev.fairground.testing;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Assertions in the words of the API's contract. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Api.Answer> {

    private AnswerAssert(Api.Answer answer) {
        super(answer, AnswerAssert.class);
    }

    public static AnswerAssert assertThat(Api.Answer answer) {
        return new AnswerAssert(answer);
    }

    public AnswerAssert hasStatus(int status) {
        Assertions.assertThat(actual.status()).as(actual.text()).isEqualTo(status);
        return this;
    }

    /** A complete problem document with this status and code. */
    public AnswerAssert refused(int status, String code) {
        hasStatus(status);
        Assertions.assertThat(actual.header("Content-Type")).isEqualTo("application/problem+json");
        Assertions.assertThat(actual.at("/code")).isEqualTo(code);
        Assertions.assertThat(actual.at("/type")).isEqualTo("/problems/" + code);
        Assertions.assertThat(actual.json().at("/status").asInt()).isEqualTo(status);
        Assertions.assertThat(actual.at("/traceId")).as("trace id").isNotEmpty();
        Assertions.assertThat(actual.at("/detail")).isNotEmpty();
        return this;
    }

    /** The problem names this field among those at fault. */
    public AnswerAssert naming(String field) {
        Assertions.assertThat(actual.json()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString()))
                .as(actual.text())
                .contains(field);
        return this;
    }
}
