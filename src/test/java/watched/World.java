package watched;

import dev.fairground.platform.querywatch.QueryWatch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** What the cases work with: two dozen shelves in three rooms, three books on each, and everything that is undone again. */
public final class World implements AutoCloseable {

    static final int SHELVES = 24;

    final DataSource source;
    final JdbcTemplate template;
    final JdbcClient jdbc;
    final QueryWatch watch;
    private final TransactionTemplate transaction;
    private final LocalContainerEntityManagerFactoryBean plain;
    private final LocalContainerEntityManagerFactoryBean batching;

    /** @param source watched by {@code watch} */
    public World(DataSource source, QueryWatch watch) {
        this.source = source;
        this.watch = watch;
        template = new JdbcTemplate(source);
        jdbc = JdbcClient.create(template);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        plain = factory(source, Map.of());
        batching = factory(source, Map.of("hibernate.jdbc.batch_size", "10", "hibernate.order_inserts", "true"));
    }

    public static void furnish(DataSource source) {
        new JdbcTemplate(source).execute("""
                create table room (id bigint primary key, name text not null);
                create table shelf (id bigint primary key, room_id bigint not null references room (id), name text not null);
                create table shelf_label (shelf_id bigint not null references shelf (id), label text not null);
                create table book (id bigint primary key, shelf_id bigint not null references shelf (id), title text not null,
                                   bought_on date not null, version int not null default 0);
                create table card (id bigint primary key, book_id bigint not null unique references book (id));
                create table price (book_id bigint not null, valid_from date not null, amount bigint not null);
                create table category (id bigint primary key, parent_id bigint);
                create table handle (name text primary key);
                create table task (id bigint primary key, state text not null);
                create table setting (name text primary key, value text not null);
                create table pooled (id bigint primary key, title text not null);
                create table single (id bigint primary key, title text not null);
                create table numbered (id bigint generated always as identity primary key, title text not null);
                create table y2024 (id bigint primary key);
                create table y2025 (id bigint primary key);
                create table y2026 (id bigint primary key);
                create sequence pooled_seq increment 10;
                create sequence single_seq increment 1;
                insert into room select n, 'room ' || n from generate_series(1, 3) n;
                insert into shelf select n, 1 + n % 3, 'shelf ' || n from generate_series(1, 24) n;
                insert into shelf_label select n, 'label ' || n from generate_series(1, 24) n;
                insert into book select n, 1 + n % 24, 'book ' || n, date '2026-01-01' + n::int from generate_series(1, 72) n;
                insert into card select n, n from generate_series(1, 72) n;
                insert into price select n, date '2026-01-01', n from generate_series(1, 72) n;
                insert into category select n, nullif(n / 2, 0) from generate_series(1, 24) n;
                insert into handle select 'stall-' || n from generate_series(1, 5) n;
                insert into task select n, 'OPEN' from generate_series(1, 24) n;
                insert into setting values ('currency', 'EUR')
                """);
    }

    private static LocalContainerEntityManagerFactoryBean factory(DataSource source, Map<String, String> settings) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(source);
        factory.setPackagesToScan("watched");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(settings);
        factory.afterPropertiesSet();
        return factory;
    }

    static List<Long> shelves() {
        return LongStream.rangeClosed(1, SHELVES).boxed().toList();
    }

    List<?> titles(long shelf) {
        return jdbc.sql("select title from book where shelf_id = :shelf")
                .param("shelf", shelf)
                .query(String.class)
                .list();
    }

    void undone(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }

    /** In a transaction of its own that stays. */
    void committed(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }

    void entities(Consumer<EntityManager> work) {
        entities(plain, work);
    }

    void entitiesInBatches(Consumer<EntityManager> work) {
        entities(batching, work);
    }

    private static void entities(LocalContainerEntityManagerFactoryBean factory, Consumer<EntityManager> work) {
        EntityManagerFactory opened = Objects.requireNonNull(factory.getObject());
        try (var entities = opened.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                work.accept(entities);
            } finally {
                entities.getTransaction().rollback();
            }
        }
    }

    static <R> R repository(EntityManager entities, Class<R> type) {
        return new JpaRepositoryFactory(entities).getRepository(type);
    }

    @Override
    public void close() {
        plain.destroy();
        batching.destroy();
    }
}
