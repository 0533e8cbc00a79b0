package com.oetpraxis.session.marking;

import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A learner's wish to have a session marked by people (EP-104). */
@RestController
class ReviewRequestController {

    private final MarkingService marking;

    ReviewRequestController(MarkingService marking) {
        this.marking = marking;
    }

    /**
     * @param reason why, for who decides
     */
    record ReviewRequest(@Size(max = 1_000) @Nullable String reason) {}

    /**
     * Asks for marks by people; asking again changes nothing. Two reviewers mark the session
     * without knowing whose it is or how it was scored.
     *
     * @param id of the session
     */
    @Refuses(status = 400, when = "VAL001: not valid; `details.fields` names what")
    @Refuses(status = 409, when = "RES002 REPORT_NOT_READY: it has no score")
    @PostMapping("/v1/sessions/{id}/feedback/review-request")
    @ResponseStatus(HttpStatus.CREATED)
    Review request(
            CurrentUser user,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        return marking.request(user.id(), id, request == null ? null : request.reason());
    }
}
