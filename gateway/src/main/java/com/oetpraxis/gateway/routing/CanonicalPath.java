package com.oetpraxis.gateway.routing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one way to write a path: below {@code /v1}, and the same to us as to a service. */
final class CanonicalPath {

    private CanonicalPath() {}

    /**
     * Turns the aliases {@code /api/v1} and {@code /api} into {@code /v1} (CX-17).
     *
     * @param raw path with its escapes
     * @return null where a service could read the path as another than the table does: dot
     *     segments, empty segments, parameters, escaped separators
     */
    static @Nullable String of(String raw) {
        if (isAmbiguous(raw)) {
            return null;
        }
        var path = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        if (!path.equals("/api") && !path.startsWith("/api/")) {
            return path;
        }
        var rest = path.substring("/api".length());
        return rest.equals("/v1") || rest.startsWith("/v1/") ? rest : "/v1" + rest;
    }

    private static boolean isAmbiguous(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return true;
        }
        if (raw.contains("//") || raw.indexOf(';') >= 0 || raw.indexOf('\\') >= 0) {
            return true;
        }
        var path = raw;
        if (raw.indexOf('%') >= 0) {
            var lower = raw.toLowerCase(Locale.ROOT);
            if (lower.contains("%2f")
                    || lower.contains("%5c")
                    || lower.contains("%3b")
                    || lower.contains("%00")
                    || lower.contains("%25")) {
                return true;
            }
            path = lower.replace("%2e", ".");
        }
        return path.contains("/../")
                || path.contains("/./")
                || path.endsWith("/..")
                || path.endsWith("/.");
    }
}
