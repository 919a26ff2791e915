package broken.shop;

import java.util.Optional;

/** Six collaborators and an optional field. */
public class Wide {

    @SuppressWarnings("unused") // never read: it is here to be seen
    private Optional<String> maybe = Optional.empty();

    protected Wide(String one, String two, String three, String four, String five, String six) {}
}
