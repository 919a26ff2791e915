package dev.fairground.listings;

import dev.fairground.catalog.Attribute;
import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.Category;
import dev.fairground.catalog.CategoryId;
import dev.fairground.platform.database.MayLag;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What is on offer, for people: everything, or one category, narrowed by the form beside it. */
@Controller
class SearchPages {

    private final ListingSearch listings;
    private final Catalog catalog;

    SearchPages(ListingSearch listings, Catalog catalog) {
        this.listings = listings;
        this.catalog = catalog;
    }

    @GetMapping("/listings")
    @MayLag
    @Access(Who.ANYONE)
    @RateLimited("search")
    String everything(@Valid Wish wish, @Valid PageRequest request, HttpServletRequest asked, Model page) {
        var tree = catalog.tree();
        page.addAttribute("title", "The market");
        page.addAttribute("path", List.of());
        page.addAttribute("below", roots(tree.all()));
        page.addAttribute("choices", List.of());
        return found(null, wish, request, asked, page);
    }

    @GetMapping("/categories/{id}")
    @MayLag
    @Access(Who.ANYONE)
    @RateLimited("search")
    String category(
            @PathVariable CategoryId id,
            @Valid Wish wish,
            @Valid PageRequest request,
            HttpServletRequest asked,
            Model page) {
        var tree = catalog.tree();
        page.addAttribute("title", tree.get(id).name());
        page.addAttribute("path", tree.path(id));
        page.addAttribute("below", tree.children(id));
        page.addAttribute(
                "choices", tree.attributes(id).stream().flatMap(Choice::of).toList());
        return found(id, wish, request, asked, page);
    }

    private String found(
            @Nullable CategoryId category, Wish wish, PageRequest request, HttpServletRequest asked, Model page) {
        var here = category == null ? "/listings" : "/categories/" + category;
        var offers = listings.find(wish.in(category), request).map(Listings.OnOffer::of);
        var filters = filters(asked);
        page.addAttribute("wish", wish);
        page.addAttribute("here", here);
        page.addAttribute("towns", Town.values());
        page.addAttribute("offers", offers);
        if (offers.next() != null) {
            page.addAttribute("next", here + "?" + filters + "cursor=" + offers.next());
        }
        if (request.cursor() != null) {
            page.addAttribute("first", here + "?" + filters);
        }
        return "listings/search";
    }

    /** As the browser sent them, less the place in the list. */
    private static String filters(HttpServletRequest asked) {
        return asked.getParameterMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .filter(value -> !value.isEmpty())
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value) + "&"))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Category> roots(List<Category> all) {
        return all.stream().filter(category -> category.parent() == null).toList();
    }

    /** An attribute to choose a value of; a number has none to choose from. */
    record Choice(String key, String name, List<String> values) {

        static Stream<Choice> of(Attribute attribute) {
            return switch (attribute.kind()) {
                case CHOICE -> Stream.of(new Choice(attribute.key(), attribute.name(), attribute.choices()));
                case YES_NO -> Stream.of(new Choice(attribute.key(), attribute.name(), List.of("yes", "no")));
                case NUMBER -> Stream.empty();
            };
        }
    }
}
