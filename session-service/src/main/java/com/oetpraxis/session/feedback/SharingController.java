package com.oetpraxis.session.feedback;

import com.oetpraxis.session.page.MessagePage;
import com.oetpraxis.session.page.ReportPage;
import com.oetpraxis.session.page.ReportSheet;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links to a report for people without an account (EP-103). */
@RestController
class SharingController {

    private static final String SHARED = "/v1/shared/reports/";

    private final SharingService sharing;
    private final ShareProperties properties;

    SharingController(SharingService sharing, ShareProperties properties) {
        this.sharing = sharing;
        this.properties = properties;
    }

    /**
     * @param expiresInDays from 1 to 30; 7 unless said
     */
    record ShareRequest(@Min(1) @Nullable Integer expiresInDays) {}

    /**
     * @param url for people; it is told this once
     * @param token the last part of it
     */
    record ShareResponse(String url, String token, Instant expiresAt) {}

    /**
     * Makes a link to the report as it is now; an earlier link of the session ends.
     *
     * @param id of the session
     */
    @Refuses(status = 400, when = "VAL001: not valid; `details.fields` names what")
    @Refuses(status = 409, when = "RES002 REPORT_NOT_READY: it has no score")
    @PostMapping("/v1/sessions/{id}/feedback/share")
    @ResponseStatus(HttpStatus.CREATED)
    ShareResponse share(
            CurrentUser user,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable ShareRequest request) {
        var asked = request == null ? null : request.expiresInDays();
        var days = asked == null ? properties.days() : asked;
        if (days > properties.mostDays()) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED,
                    "expiresInDays",
                    "must be at most " + properties.mostDays());
        }
        var link = sharing.share(user.id(), id, Duration.ofDays(days));
        var base = properties.url().toString().replaceAll("/+$", "");
        return new ShareResponse(base + SHARED + link.token(), link.token(), link.expiresAt());
    }

    /**
     * Withdraws the link; does nothing where there is none.
     *
     * @param id of the session
     */
    @DeleteMapping("/v1/sessions/{id}/feedback/share")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        sharing.revoke(user.id(), id);
    }

    /**
     * A shared report without name, transcript, quotes or ids: a page, or JSON for who asks for
     * JSON only.
     *
     * @param token of the link
     * @param accept {@code application/json} for JSON
     */
    @GetMapping(path = SHARED + "{token}")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ReportSheet.class))
            })
    ResponseEntity<?> shared(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var sheet = sharing.find(token).map(ReportSheets::shared);
        if (wantsJson(accept)) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .header(HtmlAnswer.ROBOTS, HtmlAnswer.NO_ROBOTS)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(sheet.orElseThrow(SharingController::noSuchLink));
        }
        return sheet.map(s -> HtmlAnswer.of(HttpStatus.OK, ReportPage.of(s)))
                .orElseGet(() -> HtmlAnswer.of(HttpStatus.NOT_FOUND, MessagePage.NO_SUCH_LINK));
    }

    /** Browsers ask for pages first of all. */
    private static boolean wantsJson(@Nullable String accept) {
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private static ProblemException noSuchLink() {
        return FeedbackProblem.SHARE_NOT_FOUND.because(
                "The link has expired, was withdrawn, or is not complete.");
    }
}
