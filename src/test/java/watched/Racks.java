package watched;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** Racks as people ask for them. */
interface Racks extends JpaRepository<Stock.Rack, Long> {

    List<Stock.Rack> findByNameIn(Collection<String> names);

    boolean existsByName(String name);

    Slice<Stock.Rack> findSliceBy(Pageable page);

    @EntityGraph(attributePaths = "volumes")
    List<Stock.Rack> findByIdGreaterThan(long id);
}
