package com.oetpraxis.session.feedback;

import com.oetpraxis.session.page.PageStyle;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with a page that nobody keeps, finds by searching or lets run anything. */
final class HtmlAnswer {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    static final String ROBOTS = "X-Robots-Tag";
    static final String NO_ROBOTS = "noindex, nofollow";

    private HtmlAnswer() {}

    static ResponseEntity<String> of(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", PageStyle.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(ROBOTS, NO_ROBOTS)
                .body(page);
    }
}
