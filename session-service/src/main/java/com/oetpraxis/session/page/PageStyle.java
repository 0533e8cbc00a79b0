package com.oetpraxis.session.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one style sheet of our pages, and the policy that allows it and nothing else. */
public final class PageStyle {

    static final String SHEET = read();

    /** The value of {@code Content-Security-Policy}: no script, no request, our own style only. */
    public static final String POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + hash(SHEET)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageStyle() {}

    private static String read() {
        try (var in = PageStyle.class.getResourceAsStream("/page/report.css")) {
            if (in == null) {
                throw new IllegalStateException("/page/report.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
