package dev.fairground.operations;

import dev.fairground.platform.outbox.OutboxControls;
import dev.fairground.platform.outbox.OutboxViews;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Total;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The outbox's controls behind programs' addresses and people's pages alike, each "no" by its name. */
@Component
class OperateOutbox {

    private final OutboxViews views;
    private final OutboxControls controls;

    OperateOutbox(OutboxViews views, OutboxControls controls) {
        this.views = views;
        this.controls = controls;
    }

    /** @param listener of this one alone, or null for all */
    Page<OutboxViews.DeliveryLine> dead(@Nullable String listener, PageRequest page) {
        if (listener != null) {
            known(listener);
        }
        return counted(
                Page.of(views.dead(listener, after(page), page.rowsToRead()), page, OperateOutbox::place),
                page,
                listener,
                OutboxViews.ListenerStanding::dead);
    }

    Page<OutboxViews.DeliveryLine> waiting(String listener, PageRequest page) {
        known(listener);
        return counted(
                Page.of(views.waiting(listener, after(page), page.rowsToRead()), page, OperateOutbox::place),
                page,
                listener,
                OutboxViews.ListenerStanding::waiting);
    }

    OutboxViews.DeliveryLine one(UUID delivery) {
        return views.one(delivery).orElseThrow(OperatorRefused::noSuchDelivery);
    }

    void pause(String listener, String why) {
        knownOrAllOutside(listener);
        controls.pause(listener, why);
    }

    void resume(String listener) {
        knownOrAllOutside(listener);
        controls.resume(listener);
    }

    int requeueDead(String listener) {
        known(listener);
        return controls.requeueDead(listener);
    }

    void requeue(UUID delivery) {
        one(delivery);
        if (!controls.requeue(delivery)) {
            throw OperatorRefused.notGivenUp();
        }
    }

    void discard(UUID delivery, String why) {
        one(delivery);
        if (!controls.discard(delivery, why)) {
            throw OperatorRefused.notWaiting();
        }
    }

    private void knownOrAllOutside(String listener) {
        if (!listener.equals(OutboxControls.OUTSIDE)) {
            known(listener);
        }
    }

    private void known(String listener) {
        if (!views.knows(listener)) {
            throw OperatorRefused.noSuchListener();
        }
    }

    /** The listeners' own figures are exact, so nothing is counted again. */
    private Page<OutboxViews.DeliveryLine> counted(
            Page<OutboxViews.DeliveryLine> page,
            PageRequest request,
            @Nullable String listener,
            ToLongFunction<OutboxViews.ListenerStanding> figure) {
        if (request.total() == null) {
            return page;
        }
        long count = views.listeners().stream()
                .filter(one -> listener == null || one.id().equals(listener))
                .mapToLong(figure)
                .sum();
        return new Page<>(page.items(), page.next(), new Total(count, Total.Precision.EXACT));
    }

    private static long after(PageRequest page) {
        return page.after().map(cursor -> cursor.number(0)).orElse(0L);
    }

    private static Cursor place(OutboxViews.DeliveryLine item) {
        return Cursor.of(item.position());
    }
}
