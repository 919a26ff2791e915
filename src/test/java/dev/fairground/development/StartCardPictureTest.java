package dev.fairground.development;

import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the card as a terminal shows it, for the README. The committed picture has to be what the card prints today;
 * {@code -Dregenerate=true} draws it anew.
 */
class StartCardPictureTest {

    private static final Path PICTURE = repository().resolve("runbooks/pictures/start-card.svg");
    private static final double LETTER = 8.4;
    private static final int LINE = 20;
    private static final int MARGIN = 16;
    private static final int COLUMNS = 80;

    @TempDir
    Path clone;

    @Test
    void the_readmes_picture_is_the_card() {
        var secrets = CloneSecrets.in(clone);
        String card = StartCard.of(Ports.of(Map.of()), secrets, "postgres://postgres@localhost:5433/fairground")
                .replace(secrets.castPassword(), "development-only-…"); // the rest differs from clone to clone

        String drawn = picture(card.stripTrailing().lines().skip(1).toList());
        if (Boolean.getBoolean("regenerate")) {
            Documents.write(PICTURE, drawn);
        }

        assertThat(read(PICTURE))
                .as(
                        "runbooks/pictures/start-card.svg; ./mvnw test -Dtest=StartCardPictureTest -Dregenerate=true draws it")
                .isEqualTo(drawn);
    }

    @Test
    void whatever_stands_on_the_card_stands_in_the_picture() {
        assertThat(picture(List.of("  Log in <as> & try")))
                .contains(">  Log in &lt;as&gt; &amp; try<")
                .startsWith("<svg ");
    }

    private static String picture(List<String> lines) {
        var svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="The start card">
                  <style>text { font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #e6edea; white-space: pre }</style>
                  <rect width="%1$d" height="%2$d" rx="8" fill="#0f1719"/>
                """.formatted(Math.round(COLUMNS * LETTER) + 2 * MARGIN, lines.size() * LINE + 2 * MARGIN));
        for (int number = 0; number < lines.size(); number++) {
            if (!lines.get(number).isBlank()) {
                svg.append("""
                          <text x="%d" y="%d" xml:space="preserve">%s</text>
                        """.formatted(MARGIN, MARGIN + 15 + number * LINE, escaped(lines.get(number))));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
