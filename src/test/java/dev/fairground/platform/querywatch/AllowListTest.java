package dev.fairground.platform.querywatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Documents;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class AllowListTest {

    @Test
    void no_entry_has_outlived_its_date() {
        var committed = AllowList.read(new ClassPathResource("querywatch-allow.yml"));
        Documents.lastCommit(Documents.repository())
                .ifPresent(commit -> assertThat(expired(committed, commit.toLocalDate()))
                        .as("querywatch-allow.yml: mend what these allow, or give each a new date with a new reason")
                        .isEmpty());
    }

    @Test
    void an_entry_is_read_with_its_reason_and_expires_after_its_last_day() {
        var list = read("""
                allow:
                  - statement: 3fa9c1d2
                    reason: at most five
                    expires: 2027-01-31
                  - site: shop.Orders.history
                    reason: rare
                    expires: 2027-02-01
                """);
        assertThat(list.entries()).extracting(AllowList.Entry::reason).containsExactly("at most five", "rare");
        assertThat(expired(list, LocalDate.of(2027, 1, 31))).isEmpty();
        assertThat(expired(list, LocalDate.of(2027, 2, 1)))
                .extracting(AllowList.Entry::statement)
                .containsExactly("3fa9c1d2");
    }

    @Test
    void an_entry_that_would_allow_everything_or_says_no_reason_is_refused() {
        assertThatThrownBy(() -> read("allow: [{reason: all, expires: 2027-01-31}]"))
                .rootCause()
                .hasMessageContaining("names a statement, a site, or both");
        assertThatThrownBy(() -> read("allow: [{site: a.B.c, expires: 2027-01-31}]"))
                .rootCause()
                .hasMessageContaining("reason");
    }

    @Test
    void an_empty_list_allows_nothing() {
        assertThat(read("allow: []").entries()).isEmpty();
        assertThat(read("").entries()).isEmpty();
    }

    private static List<AllowList.Entry> expired(AllowList list, LocalDate on) {
        return list.entries().stream()
                .filter(entry -> on.isAfter(entry.expires()))
                .toList();
    }

    private static AllowList read(String yaml) {
        return AllowList.read(new ByteArrayResource(yaml.getBytes(UTF_8)));
    }
}
