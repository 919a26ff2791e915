package dev.fairground.platform.querywatch;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/** Hands each statement to the unit of work on whose thread it runs, if there is one. */
final class StatementWatch implements QueryExecutionListener {

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        Unit unit = QueryWatch.current();
        if (unit == null) {
            return;
        }
        // A batch of one is a single statement in disguise.
        if (queries.size() != 1 || execution.isBatch() && execution.getBatchSize() > 1) {
            unit.beforeBatch();
            return;
        }
        unit.before(queries.getFirst().getQuery(), parameters(queries));
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        Unit unit = QueryWatch.current();
        if (unit != null) {
            unit.after(execution.isSuccess() && !isNothing(execution.getResult()));
        }
    }

    static List<ParameterSetOperation> parameters(List<QueryInfo> queries) {
        var sets = queries.getFirst().getParametersList();
        return sets.isEmpty() ? List.of() : sets.getFirst();
    }

    private static boolean isNothing(Object result) {
        return result instanceof Integer rows && rows == 0 || result instanceof Long many && many == 0;
    }
}
