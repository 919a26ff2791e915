package dev.fairground.platform.querywatch;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.MTD_void;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Interceptor;
import org.hibernate.metamodel.spi.EntityRepresentationStrategy;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate entities that remember whether one of their methods was called. An entity it cannot vouch for (final, in a hierarchy, with
 * fields that others may read, or with its id on a getter) stays as it is and counts as looked at.
 */
final class WatchedEntities implements Interceptor {

    private static final String FIELD = "querywatchLooked";

    private final Map<String, Optional<Class<?>>> watched = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object instantiate(String name, EntityRepresentationStrategy strategy, Object id) {
        if (QueryWatch.current() == null) {
            return null;
        }
        return watched.computeIfAbsent(
                        name,
                        _ -> Optional.ofNullable(strategy.getMappedJavaType().getJavaTypeClass())
                                .filter(WatchedEntities::canBeWatched)
                                .map(WatchedEntities::subclass))
                .map(type -> make(type, id))
                .orElse(null);
    }

    @Override
    public @Nullable String getEntityName(Object entity) {
        return entity instanceof Fetches.Looked
                ? entity.getClass().getSuperclass().getName()
                : null;
    }

    @Override
    public boolean onLoad(Object entity, Object id, @Nullable Object[] state, String[] names, Type[] types) {
        var unit = QueryWatch.current();
        if (unit != null && entity instanceof Fetches.Looked) {
            unit.fetches().loaded(entity, state.clone(), names, types, unit.statements());
        }
        return false;
    }

    private static boolean canBeWatched(Class<?> type) {
        return type.isAnnotationPresent(Entity.class)
                && type.getSuperclass() == Object.class
                && !Modifier.isFinal(type.getModifiers())
                && !Modifier.isAbstract(type.getModifiers())
                && type.getName().equals(type.getTypeName())
                && Arrays.stream(type.getDeclaredFields())
                        .allMatch(field -> Modifier.isPrivate(field.getModifiers())
                                || field.isSynthetic()
                                || Modifier.isStatic(field.getModifiers()))
                && Arrays.stream(type.getDeclaredFields())
                                .filter(WatchedEntities::isId)
                                .count()
                        == 1
                && Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(made -> made.getParameterCount() == 0 && !Modifier.isPrivate(made.getModifiers()));
    }

    private static boolean isId(Field field) {
        return field.isAnnotationPresent(Id.class) || field.isAnnotationPresent(jakarta.persistence.EmbeddedId.class);
    }

    /** Each method but the three of every object first notes the look and then does what it did. */
    private static Class<?> subclass(Class<?> entity) {
        var self = ClassDesc.of(entity.getName() + "$QueryWatched");
        var parent = entity.describeConstable().orElseThrow();
        byte[] made = ClassFile.of().build(self, type -> {
            type.withFlags(ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                    .withSuperclass(parent)
                    .withInterfaceSymbols(
                            Fetches.Looked.class.describeConstable().orElseThrow())
                    .withField(FIELD, CD_boolean, ClassFile.ACC_PRIVATE)
                    .withMethodBody(
                            "<init>",
                            MTD_void,
                            0,
                            code -> code.aload(0)
                                    .invokespecial(parent, "<init>", MTD_void)
                                    .return_())
                    .withMethodBody(
                            FIELD,
                            MethodTypeDesc.of(CD_boolean),
                            ClassFile.ACC_PUBLIC,
                            code -> code.aload(0)
                                    .getfield(self, FIELD, CD_boolean)
                                    .ireturn());
            Arrays.stream(entity.getDeclaredMethods())
                    .filter(WatchedEntities::isALook)
                    .forEach(method -> override(type, self, parent, method));
        });
        try {
            return MethodHandles.privateLookupIn(entity, MethodHandles.lookup()).defineClass(made);
        } catch (IllegalAccessException denied) {
            throw new IllegalStateException(denied);
        }
    }

    /** Sets and maps of entities ask for the first two while they are being filled. */
    private static boolean isALook(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0
                && !Set.of("hashCode", "equals", "toString", "finalize").contains(method.getName());
    }

    private static void override(ClassBuilder type, ClassDesc self, ClassDesc parent, Method method) {
        var signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .describeConstable()
                .orElseThrow();
        int access = method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED);
        type.withMethodBody(method.getName(), signature, access, code -> {
            code.aload(0).iconst_1().putfield(self, FIELD, CD_boolean).aload(0);
            int at = 1;
            for (var parameter : signature.parameterList()) {
                var kind = TypeKind.from(parameter);
                code.loadLocal(kind, at);
                at += kind.slotSize();
            }
            code.invokespecial(parent, method.getName(), signature).return_(TypeKind.from(signature.returnType()));
        });
    }

    /** Hibernate expects of an interceptor's entity that it has its id. */
    private static Object make(Class<?> type, Object id) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object entity = constructor.newInstance();
            Field field = Arrays.stream(type.getSuperclass().getDeclaredFields())
                    .filter(WatchedEntities::isId)
                    .findFirst()
                    .orElseThrow();
            field.setAccessible(true);
            field.set(entity, id);
            return entity;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
