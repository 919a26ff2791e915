package watched;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A book on a shelf. */
@Entity
class Book {

    @Id
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate maps it and fills it in
    private Shelf shelf;

    long id() {
        return id;
    }
}
