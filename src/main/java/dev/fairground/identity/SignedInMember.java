package dev.fairground.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives identity's own handlers the id of who is signed in, as a bare {@link MemberId} argument. Modules above take a caller with grants;
 * identity comes before those.
 */
@Configuration(proxyBeanMethods = false)
class SignedInMember implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == MemberId.class && parameter.getParameterAnnotations().length == 0;
    }

    @Override
    public MemberId resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        // The guard has let nobody come here who is not signed in; a handler that takes the id and is open to anyone is
        // a bug.
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new IllegalStateException("The handler is open to strangers and asks for a member");
        }
        return MemberId.of(authentication.getName());
    }
}
