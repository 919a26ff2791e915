package watched;

import java.util.List;
import java.util.stream.Stream;

/** Ways to use a database as they are found in real code, each with the verdict that it deserves and not the one that it gets. */
public final class Corpus {

    private Corpus() {}

    public static List<Case> cases() {
        return Stream.of(
                        SelectsOneByOne.cases(),
                        WritesOneByOne.cases(),
                        EntitiesOneByOne.cases(),
                        PiecesAndPages.cases(),
                        AgainForAReason.cases(),
                        EntitiesTogether.cases(),
                        CannotTell.cases())
                .flatMap(cases -> cases)
                .toList();
    }
}
