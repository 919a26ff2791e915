package dev.fairground.platform.web;

import jakarta.validation.Valid;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Conventions;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes a {@code @Valid} record of a handler from the query or the form, component by component, with the framework's conversion and
 * validation. The framework does this too, but reads the annotations of each component again with each request, which is a third of a
 * list's processor time; and it takes a header of that name where there is no parameter.
 */
final class QueryRecords implements HandlerMethodArgumentResolver {

    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();
    private final SmartValidator single;

    /** @param single validates one value by itself, which the binder's own cannot */
    private QueryRecords(SmartValidator single) {
        this.single = single;
    }

    /** Where a handler looks at the faults itself, or names more than the record, the framework binds. */
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var all = parameter.getExecutable().getParameterTypes();
        int next = parameter.getParameterIndex() + 1;
        return parameter.getParameterType().isRecord()
                && parameter.hasParameterAnnotation(Valid.class)
                && parameter.getParameterAnnotations().length == 1
                && (next == all.length || !Errors.class.isAssignableFrom(all[next]));
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer view,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        var shape = shapes.computeIfAbsent(parameter.getParameterType(), _ -> Shape.of(parameter));
        var factory = Objects.requireNonNull(binders);
        var reading = factory.createBinder(request, null, shape.name);
        var values = shape.read(request, reading);
        if (reading.getBindingResult().hasErrors()) {
            shape.validateTheOthers(values, single, reading.getBindingResult());
            refuse(reading, parameter);
        }
        var bound = BeanUtils.instantiateClass(shape.constructor, values);
        var checked = factory.createBinder(request, bound, shape.name);
        checked.validate();
        refuse(checked, parameter);
        if (view != null) view.addAttribute(shape.name, bound);
        return bound;
    }

    private static void refuse(WebDataBinder binder, MethodParameter parameter) throws MethodArgumentNotValidException {
        if (binder.getBindingResult().hasErrors()) {
            throw new MethodArgumentNotValidException(parameter, binder.getBindingResult());
        }
    }

    /** What of a record does not change. */
    private record Shape(
            String name, Constructor<?> constructor, List<String> components, List<MethodParameter> types) {

        static Shape of(MethodParameter parameter) {
            var components = parameter.getParameterType().getRecordComponents();
            var constructor = canonical(parameter.getParameterType(), components);
            return new Shape(
                    Conventions.getVariableNameForParameter(parameter),
                    constructor,
                    Arrays.stream(components).map(RecordComponent::getName).toList(),
                    IntStream.range(0, components.length)
                            .mapToObj(at -> new MethodParameter(constructor, at))
                            .toList());
        }

        private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
            try {
                return type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible); // each record has it
            }
        }

        @Nullable
        Object[] read(NativeWebRequest request, WebDataBinder binder) {
            var values = new @Nullable Object[components.size()];
            for (int at = 0; at < values.length; at++) {
                values[at] = read(at, request.getParameterValues(components.get(at)), binder);
            }
            return values;
        }

        private @Nullable Object read(int at, String @Nullable [] given, WebDataBinder binder) {
            Object value = given != null && given.length == 1 ? given[0] : given;
            try {
                return binder.convertIfNecessary(value, types.get(at).getParameterType(), types.get(at));
            } catch (TypeMismatchException unreadable) {
                unreadable.initPropertyName(components.get(at));
                binder.getBindingResult()
                        .recordFieldValue(components.get(at), types.get(at).getParameterType(), value);
                binder.getBindingErrorProcessor().processPropertyAccessException(unreadable, binder.getBindingResult());
                return null;
            }
        }

        /** All that is wrong is told at once: where one component cannot be read, the others are looked at all the same. */
        void validateTheOthers(@Nullable Object[] values, SmartValidator single, Errors errors) {
            for (int at = 0; at < values.length; at++) {
                if (!errors.hasFieldErrors(components.get(at))) {
                    single.validateValue(constructor.getDeclaringClass(), components.get(at), values[at], errors);
                }
            }
        }
    }

    /** Before the framework's own. */
    @Component
    static class AtTheRim implements WebMvcConfigurer {

        private final LocalValidatorFactoryBean validator;

        AtTheRim(LocalValidatorFactoryBean validator) {
            this.validator = validator;
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new QueryRecords(validator));
        }
    }
}
