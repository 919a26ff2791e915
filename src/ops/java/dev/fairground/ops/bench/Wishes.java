package dev.fairground.ops.bench;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people ask of the filled market: big things and small ones, frequent words and rare ones, near and far. By filter, as parameters. */
final class Wishes {

    private Wishes() {}

    static Map<String, List<String>> in(JdbcClient market) {
        return Map.of(
                "CATEGORY", categories(market, "^"),
                "CATEGORY ATTRIBUTE", categories(market, "^electronics$"),
                "TEXT", List.of("text=oak", "text=magazine", "text=oak+8105", "text=nowhere"),
                "PRICE",
                        List.of(
                                "currency=EUR",
                                "currency=EUR&minPriceMinor=5000&maxPriceMinor=20000",
                                "currency=CHF&minPriceMinor=1000&maxPriceMinor=1100"),
                "ATTRIBUTE", List.of("attributes=condition:used", "attributes=condition:for-parts"),
                "DISTANCE",
                        List.of(
                                "near=50.11,8.68&within=10",
                                "near=50.11,8.68&within=100",
                                "near=50.11,8.68&within=500"));
    }

    /** The one with the most below it, and of the levels under it those in the middle. */
    private static List<String> categories(JdbcClient market, String roots) {
        return market.sql("""
                with recursive below as (
                    select id, id as top from catalog.category
                    union all
                    select category.id, top from catalog.category join below on parent_id = below.id
                ), level as (
                    select id, 0 as depth from catalog.category where parent_id is null and slug ~ :roots
                    union all
                    select category.id, depth + 1 from catalog.category join level on parent_id = level.id
                ), sized as (
                    select top, depth, count(listing.id) as things
                      from below
                      join level on level.id = top
                 left join listings.listing on category_id = below.id
                     group by top, depth
                ), ranked as (
                    select top, depth, row_number() over (partition by depth order by things desc, top) as place, count(*) over (partition by depth) as many
                      from sized
                )
                  select 'category=' || top
                    from ranked
                   where depth = 0 and place = 1
                      or depth in (1, 2, 4) and place = many / 2
                order by depth
                """)
                .param("roots", roots)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }
}
