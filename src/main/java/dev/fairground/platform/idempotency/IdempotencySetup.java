package dev.fairground.platform.idempotency;

import dev.fairground.platform.web.ApiHandlerMapping;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts {@link IdempotentHandlers} in the place of the framework's own adapter: handlers without the annotation notice nothing. */
@Component
class IdempotencySetup implements WebMvcRegistrations {

    private final IdempotencyKeys keys;
    private final PlatformTransactionManager transactions;
    private final ObjectProvider<HandlerExceptionResolver> problems;

    IdempotencySetup(
            IdempotencyKeys keys,
            PlatformTransactionManager transactions,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        this.keys = keys;
        this.transactions = transactions;
        this.problems = problems;
    }

    /** No matter of ours, but the framework asks one bean for both. */
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new ApiHandlerMapping();
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new IdempotentHandlers(keys, new TransactionTemplate(transactions), problems);
    }
}
