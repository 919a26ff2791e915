package watched;

import java.util.List;
import org.springframework.data.repository.Repository;

/** All shelves. */
interface Shelves extends Repository<Shelf, Long> {

    List<Shelf> findAll();
}
