package broken.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thinks of the table of shops what is not so. */
@Entity
@Table(schema = "shops", name = "shop")
public class Drifted {

    @Id
    UUID id = new UUID(0, 0);

    @Nullable
    String name;

    String description = "";

    String colour = "";

    long staffSeats;
}
