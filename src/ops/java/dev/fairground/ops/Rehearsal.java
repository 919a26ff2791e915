package dev.fairground.ops;

import dev.fairground.DevelopmentApplication;
import dev.fairground.FairgroundApplication;
import dev.fairground.development.CloneSecrets;
import dev.fairground.ops.bench.Addresses;
import dev.fairground.testing.Api;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The application as this clone has it, changes that nobody has deployed included, started beside whatever else runs and for one request. It
 * takes down the statements with their values, so no running application needs a door behind which values can be seen.
 */
public final class Rehearsal implements AutoCloseable {

    private final Statements statements = new Statements();
    private final ConfigurableApplicationContext application;

    /**
     * @param database with the schema of this clone; as a JDBC address
     * @param data where this clone keeps its secrets and pictures
     */
    public Rehearsal(String database, Path data) {
        var settings = new HashMap<>(DevelopmentApplication.told(CloneSecrets.in(data), database));
        settings.put("OBJECTS_DIRECTORY", data.resolve("objects").toString());
        settings.put("PORT", "0");
        settings.put("MANAGEMENT_PORT", "0");
        settings.put("FAIRGROUND_ROLES", "web");
        settings.put("DATABASE_URL", database);
        settings.put("DATABASE_WORKER_URL", database);
        settings.put("DATABASE_FOLLOWER_URL", "");
        settings.put("spring.flyway.enabled", "false");
        // Whoever names a follower of production in the shell does not mean that this should be started on it.
        var environment = new StandardServletEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("rehearsal", settings));
        var start = new SpringApplication(FairgroundApplication.class);
        start.setEnvironment(environment);
        start.setBannerMode(Banner.Mode.OFF);
        start.setLogStartupInfo(false);
        start.addInitializers(beans -> beans.getBeanFactory().addBeanPostProcessor(statements));
        this.application = start.run();
    }

    /** What the request runs when it is not the first, so that whatever is read once has been read. Comes from anywhere, so that none is too many. */
    public Answer answerTo(String path, String token) {
        var port = Integer.parseInt(
                Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
        var visitor = Api.at(port).with("X-Forwarded-For", Addresses.any());
        var caller = token.isEmpty() ? visitor : visitor.bearer(token);
        caller.get(path);
        statements.said.clear();
        var answer = caller.get(path);
        synchronized (statements.said) {
            return new Answer(answer.status(), answer.text(), List.copyOf(statements.said));
        }
    }

    @Override
    public void close() {
        application.close();
    }

    /** What came back, and what was asked of the database for it. */
    public record Answer(int status, String text, List<Said> statements) {}

    /** Stands between the application and its data sources. */
    private static final class Statements implements BeanPostProcessor, QueryExecutionListener {

        private final List<Said> said = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source
                    ? ProxyDataSourceBuilder.create(source).listener(this).build()
                    : bean;
        }

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            for (var query : queries) {
                var values = query.getParametersList();
                said.add(new Said(query.getQuery(), values.isEmpty() ? List.of() : List.copyOf(values.getFirst())));
            }
        }
    }

    /**
     * @param values how they were set, to be set again
     */
    public record Said(String sql, List<ParameterSetOperation> values) {

        /** Statements about the session and the transaction have no plan. */
        public boolean hasPlan() {
            return sql.strip().matches("(?is)(select|with|insert|update|delete|merge|values)\\b.*");
        }

        public void bind(PreparedStatement statement) throws SQLException {
            for (var value : values) {
                try {
                    value.getMethod().invoke(statement, value.getArgs());
                } catch (InvocationTargetException failed) {
                    throw new SQLException("A value could not be set again", failed.getCause());
                } catch (IllegalAccessException impossible) {
                    throw new SQLException(impossible);
                }
            }
        }

        /** The same with the same values, however often. */
        static Map<String, List<Said>> together(List<Said> all) {
            var together = new LinkedHashMap<String, List<Said>>();
            all.forEach(one -> together.computeIfAbsent(
                            one.sql
                                    + one.values.stream()
                                            .map(v -> Arrays.toString(v.getArgs()))
                                            .toList(),
                            _ -> new ArrayList<>())
                    .add(one));
            return together;
        }
    }
}
