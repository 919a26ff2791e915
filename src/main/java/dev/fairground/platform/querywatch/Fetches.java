package dev.fairground.platform.querywatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Hibernate;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The entities that one unit has loaded, and by which statement each came, so that it is known which came along with which. */
final class Fetches {

    /** One row fetched in vain may be the odd case of a branch not taken; from two on it is how the code reads. */
    private static final int ENOUGH = 2;

    private final Map<Object, Integer> loadedBy = new IdentityHashMap<>();
    private final List<Load> loads = new ArrayList<>();

    /** @param statement its number in the unit */
    void loaded(Object entity, @Nullable Object[] state, String[] names, Type[] types, int statement) {
        loadedBy.put(entity, statement);
        loads.add(new Load(entity, state, names, types, statement));
    }

    /** The associations that came with their owners and of which nobody looked at a single row. */
    List<UnreadFetch> unread(String unit) {
        if (loads.isEmpty()) {
            return List.of(); // and where there is no Hibernate nothing of it is asked for
        }
        Map<String, Set<Object>> fetched = new TreeMap<>();
        for (var load : loads) {
            for (int i = 0; i < load.types.length; i++) {
                if (load.types[i].isAssociationType()) {
                    var along = fetched.computeIfAbsent(
                            load.attribute(i), _ -> Collections.newSetFromMap(new IdentityHashMap<>()));
                    rows(load.state[i]).stream()
                            .filter(row -> Integer.valueOf(load.statement).equals(loadedBy.get(row)))
                            .forEach(along::add);
                }
            }
        }
        return fetched.entrySet().stream()
                .filter(along -> along.getValue().size() >= ENOUGH)
                .filter(along -> along.getValue().stream().noneMatch(Fetches::wasLookedAt))
                .map(along ->
                        new UnreadFetch(unit, along.getKey(), along.getValue().size()))
                .toList();
    }

    private static boolean wasLookedAt(Object row) {
        return !(row instanceof Looked looked) || looked.querywatchLooked();
    }

    private static Collection<?> rows(@Nullable Object value) {
        if (value == null || !Hibernate.isInitialized(value)) {
            return List.of();
        }
        return switch (Hibernate.unproxy(value)) {
            case Collection<?> many -> many;
            case Map<?, ?> many -> many.values();
            case Object one -> List.of(one);
        };
    }

    /** What the watched subclasses of entities tell. */
    public interface Looked {

        boolean querywatchLooked();
    }

    private record Load(Object owner, @Nullable Object[] state, String[] names, Type[] types, int statement) {

        String attribute(int index) {
            return owner.getClass().getSuperclass().getSimpleName() + "." + names[index];
        }
    }
}
