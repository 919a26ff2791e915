package dev.fairground.platform.web;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** JSON as strictly as it can be read: what two readers may understand differently is refused, and so is what no column can hold. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    /** More digits than any amount has. Beyond, a few characters such as 1e999999999 become gigabytes once somebody adds to them. */
    private static final int MOST_DIGITS = 100;

    @Bean
    JsonMapperBuilderCustomizer strict() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addModule(new SimpleModule("strict")
                        .addDeserializer(String.class, new TextWithoutNul())
                        .addDeserializer(BigDecimal.class, new ModestNumber()));
    }

    private static final class TextWithoutNul extends StdScalarDeserializer<String> {

        TextWithoutNul() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw DatabindException.from(parser, "NUL");
            }
            return text;
        }
    }

    private static final class ModestNumber extends StdScalarDeserializer<BigDecimal> {

        ModestNumber() {
            super(BigDecimal.class);
        }

        @Override
        public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            var number = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
            if (number != null
                    && Math.abs((long) number.precision() - number.scale()) + Math.abs((long) number.scale())
                            > MOST_DIGITS) {
                throw DatabindException.from(parser, "Too long");
            }
            return number;
        }
    }
}
