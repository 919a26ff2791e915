package dev.fairground.platform.objects;

import dev.fairground.platform.objects.ObjectStore.Listed;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** Reads what {@code ListObjectsV2} answers: the key and the time of each object, in the order in which they stand. */
final class S3Listing {

    private S3Listing() {}

    static List<Listed> read(String document) {
        var parsers = XMLInputFactory.newFactory();
        parsers.setProperty(
                XMLInputFactory.SUPPORT_DTD, false); // and with it entities: the document fetches and unfolds nothing
        var listed = new ArrayList<Listed>();
        try {
            var parser = parsers.createXMLStreamReader(new StringReader(document));
            String key = "";
            while (parser.hasNext()) {
                parser.next();
                if (parser.isStartElement() && parser.getLocalName().equals("Key")) {
                    key = parser.getElementText();
                } else if (parser.isStartElement() && parser.getLocalName().equals("LastModified")) {
                    var storedAt = Instant.parse(parser.getElementText());
                    ObjectKey.parse(key).map(ours -> new Listed(ours, storedAt)).ifPresent(listed::add);
                }
            }
        } catch (XMLStreamException malformed) {
            throw new IllegalStateException("The object store's list cannot be read", malformed);
        }
        return listed;
    }
}
