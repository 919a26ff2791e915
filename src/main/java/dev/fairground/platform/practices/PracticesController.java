package dev.fairground.platform.practices;

import dev.fairground.platform.practices.Practice.State;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The catalogue as pages: all practices with a search, and one practice with its places in the source. */
@Controller
class PracticesController {

    private final PracticeCatalogue catalogue;
    private final PracticesSettings settings;

    PracticesController(PracticeCatalogue catalogue, PracticesSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    @GetMapping("/practices")
    @Access(Who.ANYONE)
    String list(
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(defaultValue = "") String state,
            Model model) {
        var groups = catalogue.groups().stream()
                .map(group -> matching(group, words, state))
                .filter(group -> !group.practices().isEmpty())
                .toList();
        model.addAttribute("words", words);
        model.addAttribute("state", state);
        model.addAttribute("groups", groups);
        model.addAttribute("total", catalogue.practices().count());
        model.addAttribute(
                "counts",
                Arrays.stream(State.values())
                        .map(each -> new Count(each.word(), catalogue.count(each)))
                        .toList());
        return "practices/list";
    }

    @GetMapping("/practices/{id}")
    @Access(Who.ANYONE)
    String one(@PathVariable String id, Model model) throws NoResourceFoundException {
        var practice = catalogue
                .find(id)
                .orElseThrow(() -> new NoResourceFoundException(HttpMethod.GET, "/practices/" + id, id));
        var group = catalogue.groupOf(practice);
        int place = group.practices().indexOf(practice);
        model.addAttribute("practice", practice);
        model.addAttribute("group", group);
        model.addAttribute("before", place == 0 ? null : group.practices().get(place - 1));
        model.addAttribute(
                "after",
                practice == group.practices().getLast()
                        ? null
                        : group.practices().get(place + 1));
        model.addAttribute("text", paragraphs(practice.text()));
        model.addAttribute(
                "fields",
                practice.fields().entrySet().stream()
                        .map(field -> new Told(field.getKey().label(), paragraphs(field.getValue())))
                        .toList());
        return "practices/one";
    }

    private static PracticeGroup matching(PracticeGroup group, String words, String state) {
        return new PracticeGroup(
                group.name(),
                group.title(),
                group.introduction(),
                group.practices().stream()
                        .filter(practice -> words.isBlank() || practice.mentions(words))
                        .filter(practice ->
                                state.isBlank() || practice.state().word().equals(state.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private List<List<Piece>> paragraphs(String markdown) {
        return Prose.of(markdown).stream()
                .map(paragraph -> paragraph.stream().map(this::piece).toList())
                .toList();
    }

    private Piece piece(Prose.Piece piece) {
        var target = piece.target();
        if (target == null || !target.startsWith("../")) {
            return new Piece(piece.text(), piece.code(), piece.emphasis(), target, null);
        }
        var path = target.substring("../".length());
        var sourceUrl = settings.sourceUrl();
        var href = sourceUrl == null ? null : sourceUrl.resolve(path).toString();
        return new Piece(piece.text(), piece.code(), piece.emphasis(), href, path);
    }

    record Count(String state, long practices) {}

    record Told(String label, List<List<Piece>> paragraphs) {}

    /** A run of text for the template; {@code path} names a source file beside it, linked or not. */
    record Piece(
            String text,
            boolean code,
            boolean emphasis,
            @Nullable String href,
            @Nullable String path) {}
}
