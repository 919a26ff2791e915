package dev.fairground.testing;

import dev.fairground.platform.http.Dependencies;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Lets no test begin with an outside that is not called because another test made it fail. */
final class Forgiven implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        SpringExtension.getApplicationContext(test).getBean(Dependencies.class).forgive();
    }
}
