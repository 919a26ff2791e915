package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** What is wrong with the parts themselves shows when they are put together, and not when somebody first uses one. */
@FairgroundTest
@Proves("maint-no-cycles-fail-at-boot")
class StructureTest {

    /** What a page evaluates: {@code ${…}}, without another brace inside. */
    private static final Pattern EXPRESSION = Pattern.compile("[$*]\\{([^{}]+)}");

    @Autowired
    ConfigurableApplicationContext application;

    @Test
    void every_bean_of_ours_is_made_at_the_start() {
        assertThat(unmade(application)).isEmpty();
    }

    @Test
    void one_that_waits_for_its_first_use_is_found() {
        try (var context = new GenericApplicationContext()) {
            var late = new RootBeanDefinition(StructureTest.class);
            late.setLazyInit(true);
            context.registerBeanDefinition("late", late);
            context.refresh();

            assertThat(unmade(context)).containsExactly("late");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_expression_of_every_template_can_be_read(Path template) {
        assertThat(unreadable(Documents.read(template))).isEmpty();
    }

    @Test
    void one_that_cannot_be_read_is_found() {
        assertThat(unreadable("<p th:text=\"${listing.title +}\">${fine}</p>")).containsExactly("listing.title +");
    }

    static List<Path> templates() {
        return Stream.of(".html", ".txt")
                .flatMap(ending ->
                        Documents.files(Documents.repository().resolve("src/main/resources/templates"), ending)
                                .stream())
                .toList();
    }

    private static List<String> unreadable(String template) {
        var parser = new SpelExpressionParser();
        return EXPRESSION
                .matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(text -> {
                    try {
                        parser.parseExpression(text);
                        return false;
                    } catch (ParseException broken) {
                        return true;
                    }
                })
                .toList();
    }

    private static List<String> unmade(ConfigurableApplicationContext context) {
        var beans = context.getBeanFactory();
        return Stream.of(beans.getBeanDefinitionNames())
                .filter(name ->
                        isOurs(context, name) && beans.getBeanDefinition(name).isSingleton())
                .filter(name -> !beans.containsSingleton(name))
                .toList();
    }

    private static boolean isOurs(ConfigurableApplicationContext context, String bean) {
        Class<?> type = context.getType(bean, false);
        return type != null && type.getName().startsWith("dev.fairground.");
    }
}
