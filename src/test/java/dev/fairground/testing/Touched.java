package dev.fairground.testing;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes down which of our files each test class executed, for {@code ops/tests-for}: one file under {@code target/touched} for each test
 * class that ran, a line for each file of ours.
 *
 * <p>As a Java agent, which Surefire is told of in {@code pom.xml}, it makes every method of ours set a mark of its file, at the cost of
 * one store. As an extension it takes the marks away before each test class and reads them after it. Constructors do not count, nor does
 * what the start of an application runs: that would be everything, for whichever test comes first.
 */
@Shows("test-tested-via")
public final class Touched implements BeforeAllCallback, AfterAllCallback {

    private static final int MOST_FILES = 1 << 13;
    private static final String OURS = "dev/fairground/";
    private static final String SELF = Touched.class.getName().replace('.', '/');
    private static final Map<String, Integer> FILES = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Set from code of all packages. Without a lock: a mark is only ever set while a test waits for what sets it. */
    public static final boolean[] MARKS = new boolean[MOST_FILES];

    /** Where the agent begins. */
    public static void premain(@Nullable String arguments, Instrumentation jvm) {
        jvm.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    @Nullable ClassLoader loader,
                    String name,
                    @Nullable Class<?> redefined,
                    @Nullable ProtectionDomain domain,
                    byte[] code) {
                return name.startsWith(OURS) && !isGenerated(name) && !isSelf(name) ? marked(name, code) : null;
            }
        });
    }

    /** To be called before the context is refreshed: what its start executes is forgotten when it is ready. */
    static void forget(ConfigurableApplicationContext starting) {
        var before = MARKS.clone();
        starting.addApplicationListener(
                (ApplicationReadyEvent _) -> System.arraycopy(before, 0, MARKS, 0, MARKS.length));
    }

    /** The files of ours that were executed since the test class began, such as {@code dev/fairground/money/Money}. */
    static List<String> files() {
        return FILES.entrySet().stream()
                .filter(file -> MARKS[file.getValue()])
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        if (isOutermost(test)) Arrays.fill(MARKS, false);
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        // Without the agent, as in most editors, nothing is known.
        if (isOutermost(test) && !FILES.isEmpty()) {
            var folder = Files.createDirectories(Path.of("target", "touched"));
            Files.write(folder.resolve(test.getRequiredTestClass().getName()), files());
        }
    }

    /** Around a class of ours, and calling that, by Spring or by the JDK. */
    private static boolean isGenerated(String name) {
        return name.contains("$$") || name.contains("/$");
    }

    private static boolean isSelf(String name) {
        return name.equals(SELF) || name.startsWith(SELF + "$");
    }

    private static boolean isOutermost(ExtensionContext test) {
        return test.getRequiredTestClass().getEnclosingClass() == null;
    }

    private static byte[] marked(String name, byte[] code) {
        int nested = name.indexOf('$');
        int mark = FILES.computeIfAbsent(nested < 0 ? name : name.substring(0, nested), _ -> NEXT.getAndIncrement());
        var classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(code), ClassTransform.transformingMethodBodies(Touched::counts, marking(mark)));
    }

    private static boolean counts(MethodModel method) {
        return !method.methodName().stringValue().startsWith("<");
    }

    private static CodeTransform marking(int mark) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                code.getstatic(ClassDesc.ofInternalName(SELF), "MARKS", ClassDesc.ofDescriptor("[Z"))
                        .loadConstant(mark)
                        .iconst_1()
                        .bastore();
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
    }
}
