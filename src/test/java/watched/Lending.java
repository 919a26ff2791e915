package watched;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** Who has borrowed what: two entities and the ways to fetch one with the other. */
public final class Lending implements AutoCloseable {

    private final LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    private final JdbcTemplate template;

    /** @param watch is given the factory before it starts */
    public Lending(DataSource source, Consumer<LocalContainerEntityManagerFactoryBean> watch) {
        template = new JdbcTemplate(source);
        template.execute("""
                create table borrower (id bigint primary key, name text not null);
                create table loan (id bigint primary key, borrower_id bigint not null references borrower (id), title text not null);
                insert into borrower select n, 'borrower ' || n from generate_series(1, 3) n;
                insert into loan select n, 1 + n % 3, 'loan ' || n from generate_series(1, 9) n
                """);
        factory.setDataSource(source);
        factory.setManagedTypes(PersistenceManagedTypes.of(Loan.class.getName(), Borrower.class.getName()));
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        watch.accept(factory);
        factory.afterPropertiesSet();
    }

    public void titlesWithBorrowersJoined() {
        entities(entities -> entities.createQuery("select l from Loan l join fetch l.borrower", Loan.class)
                .getResultList()
                .forEach(Loan::title));
    }

    public void borrowersJoinedAndOneRead() {
        entities(entities -> entities.createQuery("select l from Loan l join fetch l.borrower", Loan.class)
                .getResultList()
                .getFirst()
                .borrower()
                .rename("somebody else"));
    }

    public void namesWithLoansJoined() {
        entities(entities -> entities.createQuery("select b from Borrower b join fetch b.loans", Borrower.class)
                .getResultList()
                .forEach(borrower -> borrower.rename("one who " + borrower)));
    }

    public void loansJoinedAndRead() {
        entities(entities -> entities.createQuery("select b from Borrower b join fetch b.loans", Borrower.class)
                .getResultList()
                .forEach(borrower -> borrower.loans().forEach(Loan::title)));
    }

    public void lazy() {
        entities(entities ->
                entities.createQuery("from Loan", Loan.class).getResultList().forEach(Loan::title));
    }

    public void thereAlready() {
        entities(entities -> {
            entities.createQuery("from Borrower", Borrower.class).getResultList();
            entities.createQuery("from Loan", Loan.class).getResultList().forEach(Loan::title);
        });
    }

    public void changeAll() {
        entities(entities ->
                entities.createQuery("from Loan", Loan.class).getResultList().forEach(loan -> loan.retitle("changed")));
    }

    public List<?> titles() {
        return template.queryForList("select title from loan", String.class);
    }

    private void entities(Consumer<EntityManager> work) {
        try (var entities = Objects.requireNonNull(factory.getObject()).createEntityManager()) {
            entities.getTransaction().begin();
            work.accept(entities);
            entities.getTransaction().commit();
        }
    }

    @Override
    public void close() {
        factory.destroy();
    }

    @Entity(name = "Loan")
    @SuppressWarnings("NullAway.Init") // Hibernate fills it in
    static class Loan {
        @Id
        private long id;

        private String title;

        @ManyToOne(fetch = FetchType.LAZY)
        private Borrower borrower;

        String title() {
            return title;
        }

        void retitle(String to) {
            title = to;
        }

        Borrower borrower() {
            return borrower;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Loan loan && loan.id == id;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    @Entity(name = "Borrower")
    @SuppressWarnings("NullAway.Init")
    static class Borrower {
        @Id
        private long id;

        private String name;

        @OneToMany(mappedBy = "borrower")
        private List<Loan> loans = new ArrayList<>();

        List<Loan> loans() {
            return loans;
        }

        void rename(String to) {
            name = to;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
