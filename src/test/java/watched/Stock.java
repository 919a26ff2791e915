package watched;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/** The rows of {@link World} as entities, mapped in the ways in which people map them. */
final class Stock {

    private Stock() {}

    /** With everything lazy. */
    @Entity(name = "Rack")
    @Table(name = "shelf")
    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate fills it in
    static class Rack {
        @Id
        private long id;

        private String name;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "room_id")
        private Room room;

        @OneToMany(mappedBy = "rack")
        private List<Volume> volumes = new ArrayList<>();

        @OneToMany(mappedBy = "rack")
        @BatchSize(size = 10)
        private List<Batched> batched = new ArrayList<>();

        @OneToMany(mappedBy = "rack")
        @Fetch(FetchMode.SUBSELECT)
        private List<Fetched> fetched = new ArrayList<>();

        @ElementCollection
        @jakarta.persistence.CollectionTable(name = "shelf_label", joinColumns = @JoinColumn(name = "shelf_id"))
        @Column(name = "label")
        private List<String> labels = new ArrayList<>();

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public List<Volume> getVolumes() {
            return volumes;
        }

        List<Batched> batched() {
            return batched;
        }

        List<Fetched> fetched() {
            return fetched;
        }

        List<String> labels() {
            return labels;
        }

        Room room() {
            return room;
        }
    }

    @Entity(name = "Room")
    @Table(name = "room")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Room {
        @Id
        private long id;

        private String name;

        String name() {
            return name;
        }
    }

    @Entity(name = "Volume")
    @Table(name = "book")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Volume {
        @Id
        private long id;

        private String title;

        @Column(name = "bought_on")
        private LocalDate boughtOn;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "shelf_id")
        private Rack rack;

        public String getTitle() {
            return title;
        }

        void rename(String to) {
            title = to;
        }

        Rack rack() {
            return rack;
        }
    }

    /** With the default of a to-one, which is eager. */
    @Entity(name = "Eager")
    @Table(name = "book")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Eager {
        @Id
        private long id;

        private String title;

        @ManyToOne
        @JoinColumn(name = "shelf_id")
        private Rack rack;

        String title() {
            return title;
        }

        Rack rack() {
            return rack;
        }
    }

    @Entity(name = "Batched")
    @Table(name = "book")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Batched {
        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "shelf_id")
        private Rack rack;
    }

    @Entity(name = "Fetched")
    @Table(name = "book")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Fetched {
        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "shelf_id")
        private Rack rack;
    }

    /** The side without the key, which cannot know whether there is another and so looks. */
    @Entity(name = "Tome")
    @Table(name = "book")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Tome {
        @Id
        private long id;

        @OneToOne(mappedBy = "tome", fetch = FetchType.LAZY)
        private Card card;
    }

    @Entity(name = "Card")
    @Table(name = "card")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Card {
        @Id
        private long id;

        @OneToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "book_id")
        private Tome tome;
    }

    @Entity(name = "Pooled")
    @Table(name = "pooled")
    @SuppressWarnings("unused")
    static class Pooled {
        @Id
        @GeneratedValue(generator = "pooled")
        @SequenceGenerator(name = "pooled", sequenceName = "pooled_seq", allocationSize = 10)
        private long id;

        private String title = "new";
    }

    @Entity(name = "Single")
    @Table(name = "single")
    @SuppressWarnings("unused")
    static class Single {
        @Id
        @GeneratedValue(generator = "single")
        @SequenceGenerator(name = "single", sequenceName = "single_seq", allocationSize = 1)
        private long id;

        private String title = "new";
    }

    @Entity(name = "Numbered")
    @Table(name = "numbered")
    @SuppressWarnings("unused")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private long id;

        private String title = "new";
    }

    /** With an id that the application gives, so that a repository takes a new one for an old one. */
    @Entity(name = "Assigned")
    @Table(name = "pooled")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static class Assigned {
        @Id
        private Long id;

        private String title = "new";

        Assigned() {}

        Assigned(long id) {
            this.id = id;
        }
    }
}
