package dev.fairground.platform.web;

import dev.fairground.platform.errors.ProblemCatalogue;
import dev.fairground.platform.errors.Reason;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last resort: what the container refuses before any filter runs, such as a path that cannot be decoded or a header that is too
 * long, is a problem document with our headers as well. It has no trace id, for no trace had begun.
 */
class ContainerAnswers extends ErrorReportValve {

    private final Reason badRequest;
    private final Reason internal;
    private final JsonMapper json;

    ContainerAnswers(ProblemCatalogue catalogue, JsonMapper json) {
        this.badRequest = catalogue.find("bad-request").orElseThrow();
        this.internal = catalogue.find("internal-error").orElseThrow();
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (response.getStatus() == 501) {
            response.setStatus(400); // a method or a transfer that HTTP servers need not know is not our fault
        }
        int status = response.getStatus();
        Reason reason = status < 500 ? badRequest : internal;
        AnswerHeaders.write(request, response);
        response.setContentType("application/problem+json");
        try {
            response.getReporter()
                    .write(json.writeValueAsString(Map.of(
                            "type", "/problems/" + reason.code(),
                            "title", reason.sentence(),
                            "status", status,
                            "detail", reason.sentence(),
                            "code", reason.code())));
            response.finishResponse();
        } catch (IOException clientLeft) {
            // there is nobody to tell
        }
    }

    /** Puts it where the container looks for it; named there too, or the container would add its own behind it. */
    @Component
    static class InContainer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

        private final ProblemCatalogue catalogue;
        private final JsonMapper json;

        InContainer(ProblemCatalogue catalogue, JsonMapper json) {
            this.catalogue = catalogue;
            this.json = json;
        }

        @Override
        public void customize(ConfigurableTomcatWebServerFactory factory) {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ContainerAnswers.class.getName());
                    host.getPipeline().addValve(new ContainerAnswers(catalogue, json));
                }
            });
        }
    }
}
