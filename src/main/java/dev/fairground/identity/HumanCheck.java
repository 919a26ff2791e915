package dev.fairground.identity;

import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the service behind the widget on the sign-up page whether its token is a human's (Turnstile's {@code siteverify}). Where it does
 * not say yes, nobody signs up: an outage must not open the door to those whom it keeps out.
 */
@Component
class HumanCheck {

    private static final int LONGEST_TOKEN = 2048; // as the service documents it

    private final RestClient http;
    private final String secret;

    HumanCheck(IdentitySettings settings, RestClient.Builder builder) {
        var service = settings.humanCheck();
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(service.connectTimeout()).build());
        requests.setReadTimeout(service.readTimeout());
        this.http = builder.baseUrl(service.url().toString())
                .requestFactory(requests)
                .build();
        this.secret = service.secret();
    }

    /** Refuses unless {@code token} passes. It waits for somebody else's answer, so call it outside any transaction. */
    void pass(String token) {
        if (token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw IdentityRefused.humanCheckFailed();
        }
        if (!ask(token).success()) {
            throw IdentityRefused.humanCheckFailed();
        }
    }

    private Verdict ask(String token) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("secret", secret);
        form.add("response", token);
        try {
            var verdict = http.post()
                    .uri("/turnstile/v0/siteverify")
                    .body(form)
                    .retrieve()
                    .body(Verdict.class);
            if (verdict == null) {
                throw IdentityRefused.humanCheckUnavailable();
            }
            return verdict;
        } catch (RestClientException unanswered) {
            throw IdentityRefused.humanCheckUnavailable();
        }
    }

    /** The one field that decides; the service sends more. */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
    private record Verdict(boolean success) {}
}
