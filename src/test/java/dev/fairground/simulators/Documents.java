package dev.fairground.simulators;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a simulator remembers: JSON documents by kind and id. One commit is one line of the journal, so all of its
 * documents are kept or none.
 */
final class Documents implements AutoCloseable {

    /** A document to keep, in the place of an earlier one with the same kind and id. */
    record Put(String kind, String id, ObjectNode document) {}

    private final Journal journal;
    private final Map<String, Map<String, ObjectNode>> kinds = new HashMap<>();

    private Documents(Journal journal) {
        this.journal = journal;
    }

    static Documents open(Path file) {
        var documents = new Documents(Journal.open(file));
        documents.journal.replay().forEach(documents::apply);
        return documents;
    }

    /** A copy, free to be changed. */
    synchronized Optional<ObjectNode> find(String kind, String id) {
        return Optional.ofNullable(of(kind).get(id)).map(ObjectNode::deepCopy);
    }

    /** Oldest first; for reading only. */
    synchronized List<ObjectNode> all(String kind) {
        return List.copyOf(of(kind).values());
    }

    synchronized void commit(Collection<Put> puts) {
        if (puts.isEmpty()) return;
        var line = Json.object();
        var changes = line.putArray("put");
        for (var put : puts) {
            var change = changes.addObject().put("kind", put.kind()).put("id", put.id());
            change.set("document", put.document());
        }
        var text = line.toString();
        journal.append(text);
        apply(text);
    }

    synchronized void clear() {
        journal.clear();
        kinds.clear();
    }

    /** From the text in both cases, so that memory holds what a restart would read. */
    private void apply(String line) {
        for (var change : Json.parse(line).path("put")) {
            of(change.path("kind").asString()).put(change.path("id").asString(), (ObjectNode) change.path("document"));
        }
    }

    private Map<String, ObjectNode> of(String kind) {
        return kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
