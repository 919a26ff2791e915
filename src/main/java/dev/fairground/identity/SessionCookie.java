package dev.fairground.identity;

import dev.fairground.platform.instance.Instance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The cookie of a session: out of reach for scripts, and not sent along with posts from foreign pages. */
@Configuration(proxyBeanMethods = false)
class SessionCookie {

    /** Behind https the name itself makes browsers refuse one that a neighbouring domain or a plain connection tries to set. */
    @Bean
    CookieSerializer sessionCookieSerializer(Instance instance) {
        boolean secure = "https".equals(instance.baseUrl().getScheme());
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Host-session" : "session");
        cookie.setUseSecureCookie(secure);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }
}
