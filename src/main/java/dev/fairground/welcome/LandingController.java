package dev.fairground.welcome;

import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.Category;
import dev.fairground.catalog.CategoryTree;
import dev.fairground.listings.Listings;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page at {@code /}, and the licence that it links to. */
@Controller
class LandingController {

    /** Two rows of four on a laptop, four of two on a phone: enough to see what kind of market this is. */
    private static final int SHOWN_OFF = 8;

    private final PracticeCatalogue practices;
    private final Catalog catalog;
    private final Listings listings;
    private final Instance instance;

    LandingController(PracticeCatalogue practices, Catalog catalog, Listings listings, Instance instance) {
        this.practices = practices;
        this.catalog = catalog;
        this.listings = listings;
        this.instance = instance;
    }

    @GetMapping("/")
    @Access(Who.ANYONE)
    String landing(Model page) {
        page.addAttribute("share", Share.of(practices));
        page.addAttribute("newest", listings.newest(SHOWN_OFF));
        page.addAttribute("aisles", aisles(catalog.tree()));
        page.addAttribute("categoriesUrl", instance.page("/api/v1/categories"));
        return "welcome/landing";
    }

    @GetMapping("/license")
    @Access(Who.ANYONE)
    ResponseEntity<Resource> license() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(new ClassPathResource("license/LICENSE")); // the build packs it, as the licence itself asks
    }

    private static List<Aisle> aisles(CategoryTree tree) {
        return tree.all().stream()
                .filter(category -> category.parent() == null)
                .map(root -> new Aisle(root, tree.children(root.id())))
                .toList();
    }

    /** A root of the category tree with what lies directly in it. */
    record Aisle(Category root, List<Category> inIt) {}

    /** How far the catalogue of practices has come; the ends are percentages along a bar. */
    record Share(long all, long proven, long shown, long open, long provenEnd, long shownEnd) {

        static Share of(PracticeCatalogue practices) {
            long proven = practices.count(Practice.State.PROVEN);
            long shown = practices.count(Practice.State.SHOWN);
            long open = practices.count(Practice.State.OPEN);
            long all = proven + shown + open;
            return new Share(all, proven, shown, open, 100 * proven / all, 100 * (proven + shown) / all);
        }
    }
}
