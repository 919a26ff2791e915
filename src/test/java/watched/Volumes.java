package watched;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Volumes as people ask for them. */
interface Volumes extends JpaRepository<Stock.Volume, Long> {

    List<Stock.Volume> findByRackId(long rack);

    long countByRackId(long rack);
}
