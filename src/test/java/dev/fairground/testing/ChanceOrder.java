package dev.fairground.testing;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs tests in an order that nobody chose, so that none can count on another: shuffled by the seed of {@link Chance}. */
public final class ChanceOrder implements ClassOrderer, MethodOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        Chance.shuffle(
                context.getClassDescriptors(), type -> type.getTestClass().getName(), Chance.SEED);
    }

    @Override
    public void orderMethods(MethodOrdererContext context) {
        Chance.shuffle(
                context.getMethodDescriptors(), method -> method.getMethod().toGenericString(), Chance.SEED);
    }
}
