package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves what pages are dressed in, and the committed API documents. A page names an asset by its content ({@code fairground-<hash>.css},
 * put in by any {@code @{/assets/…}}), and only under exactly that name may it be kept for ever.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Override
    @Shows("fe-content-hash-immutable")
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(FOR_EVER)
                .setUseLastModified(false) // the jar's files all carry one made-up time; the name says what is in them
                .resourceChain(true)
                .addResolver(new ByContent());
        registry.addResourceHandler("/openapi/*.json")
                .addResourceLocations("classpath:/openapi/")
                .setCacheControl(CacheControl.noCache());
    }

    /** Lets every address that a template writes pass the resolver. */
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> assetNames() {
        var filter = new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        filter.setDispatcherTypes(
                jakarta.servlet.DispatcherType.REQUEST,
                jakarta.servlet.DispatcherType.ERROR); // error pages are dressed too
        return filter;
    }

    /**
     * Knows each file by its plain name and by any hash. While a release is rolled out, a page of one instance asks another for its
     * assets: the answer is then the file at hand, which is nearly always the right one, but nobody may keep it under the wrong name.
     */
    private static final class ByContent extends VersionResourceResolver {

        private final ContentVersionStrategy hashes = new ContentVersionStrategy();

        ByContent() {
            addVersionStrategy(hashes, "/**");
        }

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            Resource plain = chain.resolveResource(request, path, locations);
            if (plain != null) {
                return new NotKept(plain);
            }
            String hash = hashes.extractVersion(path);
            Resource current =
                    hash == null ? null : chain.resolveResource(request, hashes.removeVersion(path, hash), locations);
            return current == null || hashes.getResourceVersion(current).equals(hash) ? current : new NotKept(current);
        }
    }

    /** A file under a name that does not fix its content. */
    private static final class NotKept extends ByteArrayResource implements HttpResource {

        private final @Nullable String name;

        NotKept(Resource file) {
            super(bytes(file));
            this.name = file.getFilename();
        }

        @Override
        public @Nullable String getFilename() {
            return name; // tells the media type
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            var headers = new HttpHeaders();
            headers.setCacheControl(CacheControl.noCache());
            return headers;
        }

        private static byte[] bytes(Resource file) {
            try {
                return file.getContentAsByteArray();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
