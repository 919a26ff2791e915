package dev.fairground.platform.http;

import dev.fairground.platform.practices.Shows;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes the connection of one outside client; there is no way to get one without limits. */
@Shows({"maint-own-api-clients", "res-timeouts-everywhere"})
@Component
public class OutboundHttp {

    private final RestClient.Builder observed;
    private final Dependencies dependencies;
    private final List<Outbound> made = new CopyOnWriteArrayList<>();

    OutboundHttp(RestClient.Builder observed, Dependencies dependencies) {
        this.observed = observed;
        this.dependencies = dependencies;
    }

    /** {@code whom} names the outside in messages to operators: {@code the payment provider}. */
    public Outbound to(String whom, URI base, Limits limits) {
        var client = HttpClient.newBuilder()
                .version(
                        HttpClient.Version
                                .HTTP_1_1) // an upgrade to 2 is a surprise to small servers, and gains nothing here
                .followRedirects(HttpClient.Redirect.NEVER) // who redirects us might lead us anywhere, with our key
                .connectTimeout(limits.connect())
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(limits.answer());
        var outside = new Outbound(
                dependencies.on(whom, limits.lines()),
                observed.clone()
                        .requestFactory(requests)
                        .baseUrl(base.toString())
                        .build());
        made.add(outside);
        return outside;
    }

    List<Outbound> made() {
        return List.copyOf(made);
    }

    /**
     * How long we wait, and how many of us.
     *
     * @param connect until there is a connection
     * @param answer until the last byte of the answer, from the first of the request
     * @param lines how many calls may be under way at once; what is more is not tried
     */
    public record Limits(Duration connect, Duration answer, int lines) {}
}
