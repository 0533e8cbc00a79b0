package com.oetpraxis.shared.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Javadoc renders as HTML into the CommonMark that OpenAPI wants. */
class Wording {

    private static final Pattern CODE = Pattern.compile("</?code>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Wording() {}

    static void tidy(OpenAPI api) {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(Wording::tidy);
        if (api.getTags() != null) {
            api.getTags().forEach(tag -> tag.description(text(tag.getDescription())));
        }
        api.getComponents().getSchemas().values().forEach(Wording::tidy);
    }

    private static void tidy(Operation operation) {
        var summary = text(operation.getSummary());
        var description = text(operation.getDescription());
        operation.summary(summary);
        operation.description(
                description != null && description.equals(summary) ? null : description);
        if (operation.getParameters() != null) {
            for (var parameter : operation.getParameters()) {
                parameter.description(text(parameter.getDescription()));
            }
        }
        operation.getResponses().values().forEach(r -> r.description(text(r.getDescription())));
    }

    private static void tidy(Schema<?> schema) {
        schema.description(text(schema.getDescription()));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(Wording::tidy);
        }
    }

    private static @Nullable String text(@Nullable String html) {
        return html == null
                ? null
                : SPACE.matcher(CODE.matcher(html).replaceAll("`")).replaceAll(" ").strip();
    }
}
