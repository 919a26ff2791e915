package dev.fairground.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Refuses a second connection to a thread that holds one, such as a query in a row mapper or a transaction inside another. As many of them at
 * once as the pool has connections wait for each other until its patience ends, and everybody else with them (HikariCP, About Pool Sizing, on
 * pool-locking). A test that is alone on its pool would never see that.
 */
public final class OneConnection implements BeanPostProcessor {

    private static final ThreadLocal<Boolean> HELD = ThreadLocal.withInitial(() -> false);
    private static final ScopedValue<Boolean> FORGIVEN = ScopedValue.newInstance();

    /** For what has to be right even where somebody holds two: connections that are taken in here do not count. */
    public static <T, X extends Throwable> T forgiven(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(FORGIVEN, true).call(work);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Counting(source) : bean;
    }

    static final class Counting extends DelegatingDataSource {

        Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (FORGIVEN.isBound()) return super.getConnection();
            if (HELD.get()) {
                throw new AssertionError("A second connection for a thread that holds one");
            }
            var connection = super.getConnection();
            HELD.set(true);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("close")) HELD.remove();
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }
    }
}
