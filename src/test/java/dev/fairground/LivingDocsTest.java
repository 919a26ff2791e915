package dev.fairground;

import static dev.fairground.testing.Documents.deadLinks;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.lastCommit;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document has an owner, is looked at again before its date, and sends nobody to a place that is gone. */
@Proves("people-living-docs")
class LivingDocsTest {

    private static final Pattern CARE =
            Pattern.compile("(?m)^Owner: [a-z][a-z -]+ · Review by: (\\d{4}-\\d{2}-\\d{2})$");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @TempDir
    Path folder;

    @Test
    void every_document_is_owned_current_and_leads_somewhere() {
        var commit = lastCommit(repository());
        assumeTrue(commit.isPresent(), "no git history here, so no date to judge by");
        assertThat(faults(repository().resolve("runbooks"), commit.orElseThrow().toLocalDate()))
                .isEmpty();
    }

    @Test
    void the_guide_at_the_root_stays_short_and_leads_somewhere() {
        var guide = repository().resolve("AGENTS.md");
        assertThat(deadLinks(guide)).isEmpty();
        assertThat(read(guide).lines().count()).isLessThanOrEqualTo(40);
    }

    @Test
    void a_document_in_care_passes() {
        assertThat(faultsOf("Owner: platform pair · Review by: 2026-11-22\n")).isEmpty();
    }

    @Test
    void a_document_without_owner_is_found() {
        assertThat(faultsOf("Review by: 2026-11-22\n")).containsExactly("one.md names no owner and review date");
    }

    @Test
    void a_document_past_its_date_is_found() {
        assertThat(faultsOf("Owner: platform pair · Review by: 2026-11-21\n"))
                .containsExactly("one.md was to be reviewed by 2026-11-21");
    }

    @Test
    void a_link_to_a_missing_file_or_heading_is_found() {
        assertThat(faultsOf(
                        "# One\n\nOwner: platform pair · Review by: 2026-11-22\n\n[a](#one) [b](#two) [c](three.md)\n"))
                .containsExactly(
                        "one.md links to #two, which is not there", "one.md links to three.md, which is not there");
    }

    private List<String> faultsOf(String text) {
        write(folder.resolve("one.md"), text);
        return faults(folder, TODAY);
    }

    private static List<String> faults(Path folder, LocalDate today) {
        var faults = new ArrayList<String>();
        for (var document : files(folder, ".md")) {
            faults.addAll(deadLinks(document));
            var care = CARE.matcher(read(document));
            if (!care.find()) faults.add(document.getFileName() + " names no owner and review date");
            else if (!LocalDate.parse(care.group(1)).isAfter(today))
                faults.add(document.getFileName() + " was to be reviewed by " + care.group(1));
        }
        return faults;
    }
}
