package watched;

import dev.fairground.platform.querywatch.ExpectRepeats;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** The ways to read or write many rows, good and bad. */
public final class Library implements AutoCloseable {

    private static final List<Long> SHELVES = List.of(1L, 2L, 3L);

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final LocalContainerEntityManagerFactoryBean jpa = new LocalContainerEntityManagerFactoryBean();
    private final EntityManager entities;
    private final JpaRepositoryFactory repositories;

    public Library(DataSource source) {
        template = new JdbcTemplate(source);
        jdbc = JdbcClient.create(template);
        jpa.setDataSource(source);
        jpa.setPackagesToScan("watched");
        jpa.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        jpa.afterPropertiesSet();
        entities = java.util.Objects.requireNonNull(jpa.getObject()).createEntityManager();
        repositories = new JpaRepositoryFactory(entities);
    }

    /** Three shelves with three books each. */
    public static void furnish(DataSource source) {
        new JdbcTemplate(source).execute("""
                create table shelf (id bigint not null constraint shelf_pk primary key);
                create table book (
                    id       bigint not null constraint book_pk primary key,
                    shelf_id bigint not null constraint book_shelf_fk references shelf (id));
                insert into shelf select generate_series(1, 3);
                insert into book select n, 1 + n % 3 from generate_series(1, 9) n
                """);
    }

    public void lazyLoads() {
        entities.clear(); // what is in the persistence context already is not read again
        for (Shelf shelf : repositories.getRepository(Shelves.class).findAll()) {
            shelf.size();
        }
    }

    public void joinFetch() {
        entities.createQuery("select s from Shelf s join fetch s.books", Shelf.class)
                .getResultList()
                .forEach(Shelf::size);
    }

    public void derivedQueries() {
        var books = repositories.getRepository(Books.class);
        SHELVES.forEach(books::findByShelfId);
    }

    public void derivedQueriesInPairs() {
        var books = repositories.getRepository(Books.class);
        books.findByShelfIdIn(List.of(1L, 2L));
        for (Long shelf : SHELVES) {
            books.findByShelfIdIn(List.of(shelf, shelf + 1));
        }
    }

    public void plainJdbc() {
        for (long shelf : SHELVES) {
            books(shelf);
        }
    }

    /** The literal in the text makes three texts of it, but one statement. */
    public void concatenated() {
        for (long shelf : SHELVES) {
            template.queryForList("select id from book where shelf_id = " + shelf, Long.class);
        }
    }

    public void sameAgain() {
        for (int attempt = 0; attempt < 3; attempt++) {
            books(1);
        }
    }

    public void sameAgainAfterAFailure() {
        for (int attempt = 0; attempt < 3; attempt++) {
            books(1);
            try {
                template.execute("select nothing_of_the_kind from book");
            } catch (org.springframework.dao.DataAccessException expected) {
                // tried again
            }
        }
    }

    public void fromTwoLines() {
        books(1);
        books(2);
    }

    public void keysInChunks() {
        for (long first = 1; first < 10; first += 3) {
            jdbc.sql("select id from book where id = any(:ids)")
                    .param("ids", LongStream.range(first, first + 3).boxed().toArray(Long[]::new))
                    .query(Long.class)
                    .list();
        }
    }

    /** The list is the same each time: it is who asks. What differs is one key. */
    public void oneKeyBesideTheSameList() {
        for (long id = 1; id < 4; id++) {
            jdbc.sql("select id from book where shelf_id = any(:mine) and id = :id")
                    .param("mine", new Long[] {1L, 2L})
                    .param("id", id)
                    .query(Long.class)
                    .list();
        }
    }

    public void batchedInserts() {
        template.batchUpdate(
                "insert into book (id, shelf_id) values (?, ?)",
                List.of(new Object[] {101L, 1L}, new Object[] {102L, 1L}, new Object[] {103L, 2L}));
        template.update("delete from book where id > ?", 100);
    }

    public void singleInserts() {
        for (long id = 101; id < 104; id++) {
            template.update("insert into book (id, shelf_id) values (?, ?)", id, 1);
        }
        template.update("delete from book where id > ?", 100);
    }

    @ExpectRepeats("each page frees its rows before the next is read")
    public void pages() {
        for (long after = 0; after < 9; after += 3) {
            jdbc.sql("select id from book where id > :after order by id limit 3")
                    .param("after", after)
                    .query(Long.class)
                    .list();
        }
    }

    public void oneBookOf(long shelf) {
        books(shelf);
    }

    private void books(long shelf) {
        jdbc.sql("select id from book where shelf_id = :shelf")
                .param("shelf", shelf)
                .query(Long.class)
                .list();
    }

    @Override
    public void close() {
        entities.close();
        jpa.destroy();
    }
}
