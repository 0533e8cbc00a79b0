package com.oetpraxis.user.account;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.site.SiteProperties;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The page behind the link of the verification mail: one form and no script. A mail scanner that
 * opens the link uses nothing up, because only the form does.
 */
@RestController
@Hidden
class VerificationPage {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final String STYLE =
            """
            body{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            h1{font-size:1.6rem;line-height:1.3}
            button,a.button{display:inline-block;font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.4rem;background:#0b5394;color:#fff;text-decoration:none;cursor:pointer}
            button:focus-visible,a:focus-visible{outline:3px solid #f1c232;outline-offset:3px}
            @media (prefers-color-scheme:dark){body{color:#f0f0f0;background:#161616}a{color:#9fc5e8}}\
            """;

    /** Nothing but this style and this form; the page cannot be framed. */
    private static final String POLICY =
            "default-src 'none'; style-src '%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(hash(STYLE));

    private final AccountService accounts;
    private final SiteProperties site;

    VerificationPage(AccountService accounts, SiteProperties site) {
        this.accounts = accounts;
        this.site = site;
    }

    @GetMapping(path = "/verify", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> form(@RequestParam @Nullable String token) {
        if (token == null || token.isBlank() || token.length() > OpaqueToken.MAX_LENGTH) {
            return page(
                    HttpStatus.BAD_REQUEST,
                    "This link is not complete",
                    "<p>Open the link from the mail once more, or copy it as a whole.</p>");
        }
        return page(
                HttpStatus.OK,
                "Confirm your e-mail address",
                """
                <p>One click, and you can start to practise.</p>
                <form method="post" action="/v1/auth/verify-email">
                <input type="hidden" name="token" value="%s">
                <button type="submit">Confirm my address</button>
                </form>\
                """
                        .formatted(HtmlUtils.htmlEscape(token, "UTF-8")));
    }

    /** EP-02 as the form sends it. */
    @PostMapping(
            path = "/v1/auth/verify-email",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> submit(@RequestParam @Nullable String token) {
        try {
            accounts.verifyEmail(new OpaqueToken(token == null ? "" : token));
        } catch (ProblemException e) {
            return page(
                    e.type().status(),
                    "The address was not confirmed",
                    "<p role=\"alert\">%s</p>"
                            .formatted(HtmlUtils.htmlEscape(e.detail(), "UTF-8")));
        }
        return page(
                HttpStatus.OK,
                "Your address is confirmed",
                """
                <p role="status">Thank you. You can sign in and practise now.</p>
                <p><a class="button" href="%s">Go on</a></p>\
                """
                        .formatted(HtmlUtils.htmlEscape(site.verifiedUrl(), "UTF-8")));
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String content) {
        var html =
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s - OET Praxis</title>
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %3$s
                </main>
                </body>
                </html>
                """
                        .formatted(title, STYLE, content);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                // the address holds the token, so no other site learns it; no-referrer would make a
                // browser send "Origin: null" with the form (Fetch, 3.2), which the gateway refuses
                .header("Referrer-Policy", "same-origin")
                .body(html);
    }

    private static String hash(String style) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
