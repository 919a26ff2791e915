package watched;

import static watched.Case.repeats;
import static watched.World.repository;
import static watched.World.shelves;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import watched.Stock.Rack;
import watched.Stock.Volume;

/** Reading and writing entities one by one, mostly without noticing. */
final class EntitiesOneByOne {

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Volume.class, Bare.class).build();

    private EntitiesOneByOne() {}

    static Stream<Case> cases() {
        return Stream.of(
                in(
                        "a lazy collection of each",
                        entities -> racks(entities)
                                .forEach(rack -> rack.getVolumes().forEach(_ -> {}))),
                in(
                        "a lazy reference of each",
                        entities -> entities.createQuery("from Volume", Volume.class)
                                .getResultList()
                                .forEach(volume -> volume.rack().getName())),
                in(
                        "the values of each",
                        entities ->
                                racks(entities).forEach(rack -> rack.labels().forEach(_ -> {}))),
                in(
                        "a reference that is eager by default, under a query",
                        entities -> entities.createQuery("from Eager", Stock.Eager.class)
                                .getResultList()),
                in(
                        "the other side of one to one, under a query",
                        entities -> entities.createQuery("from Tome", Stock.Tome.class)
                                .getResultList()),
                in(
                        "a collection of what is in a collection",
                        entities -> entities.createQuery("select r from Rack r join fetch r.room", Rack.class)
                                .getResultList()
                                .forEach(rack -> rack.getVolumes().forEach(Volume::getTitle))),
                in(
                        "an answer that is written, and reads while it is",
                        entities -> JSON.writeValueAsString(
                                entities.createQuery("from Rack", Rack.class).getResultList())),
                in(
                        "what an entity graph forgot",
                        entities -> repository(entities, Racks.class)
                                .findByIdGreaterThan(0)
                                .forEach(rack -> rack.labels().forEach(_ -> {}))),
                in(
                        "a derived query in a loop",
                        entities -> shelves().forEach(repository(entities, Volumes.class)::findByRackId)),
                in(
                        "a repository asked for one id after the other",
                        entities -> shelves().forEach(repository(entities, Racks.class)::findById)),
                in(
                        "references that are looked into",
                        entities -> shelves()
                                .forEach(id ->
                                        entities.getReference(Rack.class, id).getName())),
                in(
                        "a derived count in a loop",
                        entities -> shelves().forEach(repository(entities, Volumes.class)::countByRackId)),
                in(
                        "a derived existence in a loop",
                        entities -> shelves()
                                .forEach(id -> repository(entities, Racks.class).existsByName("shelf " + id))),
                in(
                        "a query in a loop",
                        entities -> shelves()
                                .forEach(id -> entities.createQuery("from Volume v where v.rack.id = :id", Volume.class)
                                        .setParameter("id", id)
                                        .getResultList())),
                in("criteria in a loop", entities -> shelves().forEach(id -> criteria(entities, id))),
                in(
                        "a native query in a loop",
                        entities -> shelves()
                                .forEach(id -> entities.createNativeQuery(
                                                "select title from book where shelf_id = ?", String.class)
                                        .setParameter(1, id)
                                        .getResultList())),
                in("everything refreshed", entities -> racks(entities).forEach(entities::refresh)),
                in(
                        "all saved, ids given, so each is looked for first",
                        entities -> repository(entities, Labels.class)
                                .saveAll(shelves().stream()
                                        .map(Stock.Assigned::new)
                                        .toList())),
                in("all saved, without batches", entities -> {
                    shelves().forEach(_ -> entities.persist(new Stock.Pooled()));
                    entities.flush();
                }),
                in("all changed, without batches", entities -> {
                    racks(entities).forEach(rack -> rack.setName("new " + rack.getName()));
                    entities.flush();
                }),
                in("all removed by a derived delete", entities -> {
                    entities.createNativeQuery("insert into pooled select n, 'old' from generate_series(1, 24) n")
                            .executeUpdate();
                    repository(entities, Labels.class).deleteByTitle("old");
                    entities.flush();
                }),
                in(
                        "a query between changes, which sends them one by one",
                        entities -> racks(entities).forEach(rack -> {
                            rack.setName("new " + rack.getName());
                            entities.createQuery("select count(r) from Rack r", Long.class)
                                    .getSingleResult();
                        })),
                repeats(
                        "numbered by the database, which no batch can do",
                        world -> world.entitiesInBatches(entities -> {
                            shelves().forEach(_ -> entities.persist(new Stock.Numbered()));
                            entities.flush();
                        })),
                repeats(
                        "batches that are broken by a flush in each turn",
                        world -> world.entitiesInBatches(entities -> racks(entities)
                                .forEach(rack -> {
                                    rack.setName("new " + rack.getName());
                                    entities.flush();
                                }))));
    }

    private static Case in(String name, Consumer<EntityManager> work) {
        return repeats(name, world -> world.entities(work));
    }

    private static List<Rack> racks(EntityManager entities) {
        return repository(entities, Racks.class).findAll();
    }

    private static void criteria(EntityManager entities, long id) {
        var builder = entities.getCriteriaBuilder();
        var query = builder.createQuery(Volume.class);
        var volume = query.from(Volume.class);
        entities.createQuery(query.where(builder.equal(volume.get("rack").get("id"), id)))
                .getResultList();
    }

    /** What a volume shows. */
    private interface Bare {
        String getTitle();
    }
}
