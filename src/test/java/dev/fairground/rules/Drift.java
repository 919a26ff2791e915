package dev.fairground.rules;

import jakarta.persistence.Column;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Where what Java thinks of the schema, and what the schema is, have come apart; each as a sentence's beginning. */
final class Drift {

    /** Hibernate itself refuses to start on a column of another kind, and takes one that is narrower or may be null. */
    private static final Map<String, Set<String>> TYPES = Map.of(
            "int", Set.of("integer"),
            "Integer", Set.of("integer"),
            "long", Set.of("bigint"),
            "Long", Set.of("bigint"),
            "boolean", Set.of("boolean"),
            "UUID", Set.of("uuid"),
            "Instant", Set.of("timestamp with time zone"),
            "String", Set.of("text", "jsonb"),
            "Currency", Set.of("character(3)"),
            "BigDecimal", Set.of("numeric"));

    private static final Map<String, Set<String>> GETTERS = Map.of(
            "Int", Set.of("int2", "int4"),
            "Long", Set.of("int2", "int4", "int8", "bigserial"),
            "Boolean", Set.of("bool"),
            "Timestamp", Set.of("timestamptz"),
            "Array", Set.of("_text", "_uuid", "_int4", "_int8"),
            "Bytes", Set.of("bytea"));

    private static final Set<String> NEVER_NULL = Set.of("Int", "Long", "Boolean");

    private final Connection database;

    Drift(Connection database) {
        this.database = database;
    }

    /** Of an entity from its table: fields without a column, columns that an insert would lack, other types, and nulls that one side does not know. */
    List<String> of(Class<?> entity) {
        var table = entity.getAnnotation(Table.class);
        var columns = columns(table.schema(), table.name());
        var drifts = new ArrayList<String>();
        for (var field : fields(entity)) {
            var column = columns.remove(column(field));
            String name = entity.getSimpleName() + "." + field.getName();
            if (column == null) {
                drifts.add(name + " has no column");
                continue;
            }
            var types = TYPES.getOrDefault(type(field), Set.of());
            if (types.stream().noneMatch(type -> column.type.startsWith(type))) {
                drifts.add(name + " is kept as " + column.type);
            }
            if (isNullable(field) == column.isNotNull && !isFilledByOthers(field)) {
                drifts.add(name
                        + (column.isNotNull
                                ? " may be null, and its column may not"
                                : " is never null, and its column may be"));
            }
        }
        columns.values().stream()
                .filter(column -> column.isNotNull && !column.hasDefault)
                .forEach(column -> drifts.add(entity.getSimpleName() + " lacks " + column.name));
        return drifts;
    }

    /** Of a statement from the schema, and of what is read of its rows from what stands in them. */
    List<String> of(SourceStatement statement) throws SQLException {
        String positional = NamedParameterUtils.substituteNamedParameters(
                NamedParameterUtils.parseSqlStatement(statement.sql()), null);
        try (var prepared = database.prepareStatement(positional)) {
            var columns = new HashMap<String, Integer>();
            ResultSetMetaData meta = prepared.getMetaData();
            for (int at = 1; meta != null && at <= meta.getColumnCount(); at++)
                columns.put(meta.getColumnLabel(at), at);
            var drifts = new ArrayList<String>();
            for (var read : statement.reads()) {
                var at = columns.get(read.column());
                String told = statement.file() + " reads " + read.column();
                if (at == null || meta == null) {
                    drifts.add(told + ", which is not selected in: " + start(statement));
                } else if (!isReckoned(meta, at) && !fits(read.getter(), meta.getColumnTypeName(at))) {
                    drifts.add(told + " by get" + read.getter() + " of a column of type " + meta.getColumnTypeName(at));
                } else if (NEVER_NULL.contains(read.getter())
                        && meta.isNullable(at) == ResultSetMetaData.columnNullable) {
                    drifts.add(told + " by get" + read.getter() + " of a column that may be null, in: "
                            + start(statement));
                }
            }
            return drifts;
        } catch (SQLException refused) {
            return List.of(statement.file() + " says what the schema does not know: " + refused.getMessage());
        }
    }

    /** Such as a count, which is as wide as the database makes it, and as large as the statement lets it be. */
    private static boolean isReckoned(ResultSetMetaData meta, int column) throws SQLException {
        return meta.unwrap(PGResultSetMetaData.class).getBaseTableName(column).isEmpty();
    }

    private static boolean fits(String getter, String type) {
        return GETTERS.getOrDefault(getter, Set.of(type)).contains(type);
    }

    private static String start(SourceStatement statement) {
        String line = statement.sql().replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(120, line.length()));
    }

    private static List<Field> fields(Class<?> entity) {
        return Arrays.stream(entity.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !field.isAnnotationPresent(OneToMany.class))
                .toList();
    }

    private static String column(Field field) {
        String name = field.getName() + (field.isAnnotationPresent(ManyToOne.class) ? "Id" : "");
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String type(Field field) {
        if (field.isAnnotationPresent(ManyToOne.class)) return "UUID";
        return field.getType().isEnum() ? "String" : field.getType().getSimpleName();
    }

    private static boolean isNullable(Field field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Null in Java until Hibernate or the database has filled it. */
    private static boolean isFilledByOthers(Field field) {
        return field.isAnnotationPresent(Version.class)
                || Stream.ofNullable(field.getAnnotation(Column.class)).anyMatch(column -> !column.insertable());
    }

    private Map<String, Known> columns(String schema, String table) {
        return JdbcClient.create(new SingleConnectionDataSource(database, true))
                .sql("""
                    select attname, format_type(atttypid, atttypmod) as type, attnotnull,
                           atthasdef or attidentity <> '' as has_default
                      from pg_attribute
                     where attrelid = to_regclass(:table) and attnum > 0 and not attisdropped
                    """)
                .param("table", schema + "." + table)
                .query((row, _) -> new Known(
                        row.getString("attname"),
                        row.getString("type"),
                        row.getBoolean("attnotnull"),
                        row.getBoolean("has_default")))
                .list()
                .stream()
                .collect(Collectors.toMap(Known::name, known -> known));
    }

    private record Known(String name, String type, boolean isNotNull, boolean hasDefault) {}
}
