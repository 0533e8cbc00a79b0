package com.oetpraxis.shared.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/** Refuses U+0000 in strings, which PostgreSQL cannot store. */
class TextModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    static final String REFUSAL = "must not contain the character U+0000";

    TextModule() {
        addDeserializer(String.class, new Text());
    }

    /** Whether the reading failed for this reason. */
    static boolean hasRefused(@Nullable Throwable failure) {
        return failure instanceof InvalidFormatException e
                && e.getOriginalMessage().equals(REFUSAL);
    }

    private static final class Text extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            if (text != null && text.indexOf(0) >= 0) {
                throw InvalidFormatException.from(parser, REFUSAL, "", String.class);
            }
            return text;
        }
    }
}
