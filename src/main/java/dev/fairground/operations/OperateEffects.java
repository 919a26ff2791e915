package dev.fairground.operations;

import dev.fairground.platform.effects.CompensationViews;
import dev.fairground.platform.effects.Compensations;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.EffectViews;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Total;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What releases did outside and how it is undone, behind programs' addresses and people's pages alike. */
@Component
class OperateEffects {

    /** A commit, or what a build without one calls itself. */
    static final String RELEASE = "[A-Za-z0-9._-]{1,100}";

    private final EffectViews effects;
    private final CompensationViews views;
    private final Compensations compensations;

    OperateEffects(EffectViews effects, CompensationViews views, Compensations compensations) {
        this.effects = effects;
        this.views = views;
        this.compensations = compensations;
    }

    Page<EffectViews.EffectLine> effects(String release, @Nullable EffectKind kind, PageRequest page) {
        var lines = effects.of(release, kind, place(page), page.rowsToRead());
        return counted(Page.of(lines, page, line -> Cursor.of(line.id())), page, () -> effects.count(release, kind));
    }

    Page<CompensationViews.CompensationPlan> plans(PageRequest page) {
        var plans = views.newest(place(page), page.rowsToRead());
        return counted(Page.of(plans, page, plan -> Cursor.of(plan.id())), page, views::count);
    }

    CompensationViews.CompensationPlan plan(UUID id) {
        return views.one(id);
    }

    List<CompensationViews.CompensationSum> sums(UUID id) {
        return views.sums(id);
    }

    Page<CompensationViews.CompensationItem> items(UUID id, PageRequest page) {
        var after = place(page);
        views.one(id);
        var items = views.items(id, after, page.rowsToRead());
        return counted(
                Page.of(items, page, item -> Cursor.of(item.effect())),
                page,
                () -> views.sums(id).stream()
                        .mapToLong(CompensationViews.CompensationSum::items)
                        .sum());
    }

    UUID plan(String release, @Nullable EffectKind kind, String why) {
        return compensations.plan(release, kind, why);
    }

    void approve(UUID id) {
        compensations.approve(id);
    }

    void begin(UUID id) {
        compensations.begin(id);
    }

    private static @Nullable UUID place(PageRequest page) {
        return page.after().map(cursor -> cursor.uuid(0)).orElse(null);
    }

    private static <T> Page<T> counted(Page<T> page, PageRequest request, LongSupplier count) {
        return request.total() == null
                ? page
                : new Page<>(page.items(), page.next(), new Total(count.getAsLong(), Total.Precision.EXACT));
    }
}
