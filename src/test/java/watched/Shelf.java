package watched;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.List;

/** A shelf with its books, which are read when somebody looks at them. */
@Entity
class Shelf {

    @Id
    private long id;

    @OneToMany(mappedBy = "shelf")
    private List<Book> books = List.of();

    int size() {
        return books.size();
    }
}
