package com.oetpraxis.ai.card;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/internal/ai/cards")
class CardCheckController {

    private final CardChecks checks = new CardChecks();

    @PostMapping("/check")
    CheckResponse check(@RequestBody CheckRequest request) {
        if (request.card() == null || !request.card().isObject()) {
            throw ProblemException.field(CommonProblem.VALIDATION_FAILED, "card", "must be a card");
        }
        return new CheckResponse(
                checks.check(request.card()).stream().map(FindingResponse::of).toList());
    }

    record CheckRequest(@Nullable JsonNode card) {}

    record CheckResponse(List<FindingResponse> findings) {}

    record FindingResponse(String level, String code, String path, String message) {

        static FindingResponse of(Finding finding) {
            return new FindingResponse(
                    finding.level().name().toLowerCase(Locale.ROOT),
                    finding.code(),
                    finding.path(),
                    finding.message());
        }
    }
}
