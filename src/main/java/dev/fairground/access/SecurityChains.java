package dev.fairground.access;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.web.BeforeDispatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * How a request proves who sends it. What it then may do is the handler's own {@link dev.fairground.platform.web.Access} rule, enforced
 * by the guard: one rule in one place, instead of one here and one there that drift apart.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    /** One observation for each filter of each request is much work, and nobody reads it. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Programs: bearer tokens, no session, and so nothing that a foreign page could make a browser send along. */
    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, TokenStore tokens, MeterRegistry meters, Clock clock) throws Exception {
        return common(http)
                .securityMatcher("/api/**", "/webhooks/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new BearerFilter(tokens, clock), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new CountApiCalls(meters), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** People: a session cookie, and a token in every form. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, Instance instance) throws Exception {
        return common(http)
                .csrf(forms -> forms.csrfTokenRepository(formTokens(instance)))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler(BeforeDispatch::refuse))
                .build();
    }

    /** Paths that try to walk, headers that try to break lines: refused before any of our code, in our words. */
    @Bean
    RequestRejectedHandler firewallAnswers() {
        return BeforeDispatch::refuse;
    }

    /**
     * Takes from the framework's defaults what is done elsewhere: the guard decides, not a second list of paths, and
     * {@code AnswerHeaders} has written the headers before a request comes here.
     */
    private static HttpSecurity common(HttpSecurity http) throws Exception {
        return http.requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()));
    }

    /**
     * The token lies in a cookie of its own and not in the session, so that showing a form to a visitor writes no row. Its name begins
     * with {@code __Host-} where we are served over TLS: a neighbouring subdomain then cannot plant one.
     */
    private static CookieCsrfTokenRepository formTokens(Instance instance) {
        boolean tls = "https".equals(instance.baseUrl().getScheme());
        var forms = new CookieCsrfTokenRepository();
        forms.setCookieName(tls ? "__Host-form" : "form");
        forms.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(tls).sameSite("Lax").path("/"));
        return forms;
    }
}
