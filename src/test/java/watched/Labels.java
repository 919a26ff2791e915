package watched;

import org.springframework.data.jpa.repository.JpaRepository;

/** What has an id that the application gives. */
interface Labels extends JpaRepository<Stock.Assigned, Long> {

    long deleteByTitle(String title);
}
