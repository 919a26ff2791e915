package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of today break nobody who was written against those of the last release. */
@Proves("api-breaking-change-gate")
class BreakingChangesTest {

    /** A small contract, in single quotes; the pairs below are this and this with one thing changed. */
    private static final String RELEASED = """
            {'paths': {'/things': {'post': {
               'parameters': [{'name': 'limit', 'in': 'query', 'required': false, 'schema': {'type': 'integer', 'maximum': 100}}],
               'requestBody': {'required': true, 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Wish'}}}},
               'responses': {'201': {'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Thing'}}}}},
               'security': [{'bearer': ['things:write']}]}}},
             'components': {'schemas': {
               'Wish': {'type': 'object', 'required': ['name'], 'properties': {
                  'name': {'type': 'string', 'minLength': 1, 'maxLength': 60}, 'note': {'type': 'string'}}},
               'Thing': {'type': 'object', 'required': ['id', 'state'], 'properties': {
                  'id': {'type': 'string', 'format': 'uuid'},
                  'state': {'type': 'string', 'enum': ['NEW', 'OLD']},
                  'parts': {'type': 'array', 'items': {'$ref': '#/components/schemas/Thing'}}}}}}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void nothing_that_was_released_is_broken(String version) {
        var released = Documents.read(
                Documents.repository().resolve("src/test/resources/openapi/released/v" + version + ".json"));
        var now = Documents.read(Documents.repository().resolve("src/main/resources/openapi/v" + version + ".json"));

        assertThat(BreakingChanges.between(document(released), document(now)))
                .as("keep it, or offer the new beside the old; clients that we cannot see rely on it")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'/things'                              | '/stuff'                             | POST /things is gone",
                "'post'                                 | 'put'                                | POST /things is gone",
                "'201'                                  | '200'                                | POST /things answers 201 no more",
                "'id': {'type': 'string', 'format': 'uuid'}, | ''                              | POST /things 201 has lost id",
                "'format': 'uuid'                       | 'format': 'int64'                    | POST /things 201.id was string uuid and is string int64",
                "'array', 'items'                       | 'object', 'items'                    | POST /things 201.parts was array and is object",
                "['NEW', 'OLD']                         | ['NEW']                              | POST /things 201.state has lost the value OLD",
                "['id', 'state']                        | ['id']                               | POST /things 201 may lack state",
                "'required': ['name']                   | 'required': ['name', 'note']         | POST /things body demands note",
                "'note': {'type': 'string'}             | 'memo': {'type': 'string'}           | POST /things body has lost note",
                "'note': {'type': 'string'}             | 'note': {'type': 'number'}           | POST /things body.note was string and is number",
                "'note': {'type': 'string'}             | 'note': {'type': 'string', 'enum': ['A']} | POST /things body.note takes only some values",
                "'maxLength': 60                        | 'maxLength': 59                      | POST /things body.name is narrower: maxLength",
                "'minLength': 1                         | 'minLength': 2                       | POST /things body.name is narrower: minLength",
                "'note': {'type': 'string'}             | 'note': {'type': 'string', 'pattern': 'a'} | POST /things body.note is narrower: pattern",
                "'required': false                      | 'required': true                     | POST /things demands limit",
                "'maximum': 100                         | 'maximum': 50                        | POST /things limit is narrower: maximum",
                "'name': 'limit'                        | 'name': 'size'                       | POST /things takes limit no more",
                "'things:write'                         | 'things:admin'                       | POST /things demands the scope things:admin"
            })
    void a_change_that_breaks_somebody_is_named(String was, String is, String verdict) {
        assertThat(RELEASED).contains(was);

        assertThat(BreakingChanges.between(document(RELEASED), changed(was, is.equals("''") ? "" : is)))
                .containsExactly(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'paths': {                             | 'paths': {'/more': {'get': {}},",
                "'responses': {                         | 'responses': {'429': {},",
                "'note': {'type': 'string'}             | 'note': {'type': 'string'}, 'memo': {'type': 'string'}",
                "'state': {'type'                       | 'since': {'type': 'string'}, 'state': {'type'",
                "['NEW', 'OLD']                         | ['NEW', 'OLD', 'LOST']",
                "'required': ['id', 'state']            | 'required': ['id', 'state', 'parts']",
                "'required': ['name']                   | 'required': []",
                "'maxLength': 60                        | 'maxLength': 90",
                "['things:write']                       | []"
            })
    void a_change_that_breaks_nobody_passes(String was, String is) {
        assertThat(RELEASED).contains(was);

        assertThat(BreakingChanges.between(document(RELEASED), changed(was, is)))
                .isEmpty();
    }

    @Test
    void the_document_as_it_was_breaks_nobody_although_it_refers_to_itself() {
        assertThat(BreakingChanges.between(document(RELEASED), document(RELEASED)))
                .isEmpty();
    }

    private static JsonNode changed(String was, String is) {
        int at = RELEASED.indexOf(was);
        return document(RELEASED.substring(0, at) + is + RELEASED.substring(at + was.length()));
    }

    private static JsonNode document(String text) {
        return new JsonMapper().readTree(text.indexOf('"') < 0 ? text.replace('\'', '"') : text);
    }
}
