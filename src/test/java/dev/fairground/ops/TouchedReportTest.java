package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;

@Proves("test-tested-via")
class TouchedReportTest {

    private static final JavaClasses SHOP =
            new ClassFileImporter().importClasses(Bake.class, Shelf.class, Bread.class, Sign.class);

    @TempDir
    Path folder;

    @Test
    void a_component_that_no_test_executed_is_named_and_a_plain_class_is_not() {
        assertThat(TouchedReport.untested(SHOP, Set.of())).containsExactly(Bake.class.getName(), Shelf.class.getName());
    }

    @Test
    void one_test_is_enough_whichever() throws IOException {
        Documents.write(folder.resolve("shop.OneTest"), "dev/fairground/money/Money\n");
        Documents.write(folder.resolve("shop.OtherTest"), "dev/fairground/ops/TouchedReportTest\n");

        assertThat(TouchedReport.untested(SHOP, TouchedReport.touched(folder))).isEmpty();
    }

    @Component
    static class Bake {
        int loaves() {
            return 1;
        }
    }

    @Repository
    static class Shelf {
        int loaves() {
            return 2;
        }
    }

    static class Bread {
        int crumbs() {
            return 3;
        }
    }

    @Component
    static class Sign {}
}
