package watched;

import static watched.Case.harmless;
import static watched.World.repository;
import static watched.World.shelves;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;
import watched.Stock.Rack;

/** Entities read and written as they should be. */
final class EntitiesTogether {

    private EntitiesTogether() {}

    static Stream<Case> cases() {
        return Stream.of(
                in(
                        "a join fetch",
                        entities -> entities.createQuery(
                                        "select distinct r from Rack r join fetch r.volumes", Rack.class)
                                .getResultList()
                                .forEach(rack -> rack.getVolumes().forEach(_ -> {}))),
                in(
                        "an entity graph",
                        entities -> repository(entities, Racks.class)
                                .findByIdGreaterThan(0)
                                .forEach(rack -> rack.getVolumes().forEach(_ -> {}))),
                in(
                        "lazy collections, loaded ten at a time",
                        entities ->
                                racks(entities).forEach(rack -> rack.batched().forEach(_ -> {}))),
                in(
                        "lazy collections, all loaded with the first",
                        entities ->
                                racks(entities).forEach(rack -> rack.fetched().forEach(_ -> {}))),
                in("a derived query for a list, in pieces", entities -> {
                    for (int from = 0; from < 24; from += 5) {
                        repository(entities, Racks.class)
                                .findByNameIn(names(shelves().subList(from, Math.min(24, from + 5))));
                    }
                }),
                in(
                        "all by their ids",
                        entities -> repository(entities, Racks.class).findAllById(shelves())),
                in("the same id again and again, which the session knows", entities -> {
                    for (int i = 0; i < 24; i++) {
                        entities.find(Rack.class, 1L);
                    }
                }),
                in(
                        "a few rooms of many racks",
                        entities -> racks(entities).forEach(rack -> entities.contains(rack.room()))),
                in("slices", entities -> {
                    for (int page = 0; page < 6; page++) {
                        repository(entities, Racks.class).findSliceBy(PageRequest.of(page, 4));
                    }
                }),
                in("pages of a query", entities -> {
                    for (int first = 0; first < 24; first += 4) {
                        entities.createQuery("select r from Rack r order by r.id", Rack.class)
                                .setFirstResult(first)
                                .setMaxResults(4)
                                .getResultList();
                    }
                }),
                in(
                        "all changed by one statement",
                        entities -> entities.createQuery("update Rack r set r.name = concat('new ', r.name)")
                                .executeUpdate()),
                harmless(
                        "saved in batches, numbers taken ten at a time",
                        world -> world.entitiesInBatches(entities -> {
                            shelves().forEach(_ -> entities.persist(new Stock.Pooled()));
                            entities.flush();
                        })),
                harmless(
                        "changed in batches",
                        world -> world.entitiesInBatches(entities -> {
                            racks(entities).forEach(rack -> rack.setName("new " + rack.getName()));
                            entities.flush();
                        })),
                harmless(
                        "batches in portions, so that the session stays small",
                        world -> world.entitiesInBatches(entities -> {
                            for (int portion = 0; portion < 4; portion++) {
                                for (int i = 0; i < 6; i++) {
                                    entities.persist(new Stock.Pooled());
                                }
                                entities.flush();
                                entities.clear();
                            }
                        })));
    }

    private static Case in(String name, Consumer<EntityManager> work) {
        return harmless(name, world -> world.entities(work));
    }

    private static List<Rack> racks(EntityManager entities) {
        return repository(entities, Racks.class).findAll();
    }

    private static List<String> names(List<Long> ids) {
        return ids.stream().map(id -> "shelf " + id).toList();
    }
}
