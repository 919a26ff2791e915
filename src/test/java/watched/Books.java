package watched;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.Repository;

/** Books by derived queries. */
interface Books extends Repository<Book, Long> {

    List<Book> findByShelfId(long shelf);

    List<Book> findByShelfIdIn(Collection<Long> shelves);
}
