package broken.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLRestriction;

/** A public entity with a hidden filter and a floating price. */
@Entity
@SQLRestriction("deleted = false")
public class Row {

    @Id
    long id;

    double price;
}
