package dev.fairground.platform.querywatch;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** Hands each statement to the unit of work on whose thread it runs, if there is one. */
final class StatementWatch implements QueryExecutionListener {

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        Unit unit = QueryWatch.current();
        if (unit == null) {
            return;
        }
        if (execution.isBatch() || queries.size() != 1) {
            unit.beforeBatch();
            return;
        }
        var query = queries.getFirst();
        var parameters = query.getParametersList();
        unit.before(query.getQuery(), parameters.isEmpty() ? List.of() : parameters.getFirst());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        Unit unit = QueryWatch.current();
        if (unit != null) {
            unit.after();
        }
    }
}
