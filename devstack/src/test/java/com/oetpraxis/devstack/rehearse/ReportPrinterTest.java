package com.oetpraxis.devstack.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportPrinterTest {

    private static final String TOO_SHORT =
            "This session is too brief for a reliable assessment. Please do a longer session.";

    @Test
    void saysOnceThatATalkWasTooShort() {
        var printed =
                printed(
                        """
                        {"overallScore": null, "estimate": null, "feedback": {"summary": "%s"},
                         "strengthDetails": [], "improvementDetails": [],
                         "notices": [{"code": "too_short", "message": "%s"}, {"code": "typed", "message": "You typed."}]}
                        """
                                .formatted(TOO_SHORT, TOO_SHORT));

        assertThat(printed).containsOnlyOnce(TOO_SHORT).contains("Note: You typed.");
    }

    @Test
    void tellsWhyAndWhatWasMissedAndHowToSayItBetter() {
        var printed =
                printed(
                        """
                        {"overallScore": 61, "estimate": {"low": 250, "high": 350},
                         "criteria": {"giving": 1.5, "fluency": null},
                         "evidence": [
                           {"criterion": "giving", "measure": "checks_understanding", "effect": "credit", "turn": 4, "quote": "Is that clear?"},
                           {"criterion": "giving", "measure": "technical_term", "effect": "deduction", "turn": 6, "quote": "dyspnoea"}],
                         "feedback": {"summary": "A good base."},
                         "strengthDetails": [],
                         "improvementDetails": [{"observation": "A term.", "suggestion": "Use the everyday word.", "example": "short of breath", "turn": 6, "quote": "dyspnoea"}],
                         "missedOpportunities": [{"task": "Find out about smoking.", "status": "missed", "missed": ["You did not ask about smoking."]}],
                         "patientFeeling": {"feeling": "Guarded.", "why": [{"text": "A technical word was not explained.", "quote": "dyspnoea", "turn": 6}]},
                         "notices": []}
                        """);

        assertThat(printed)
                .contains("Overall       61 of 100", "likely 250 to 350")
                .contains("giving           1.5 of 3", "fluency          not assessed")
                .contains("+ checks understanding, turn 4: \u201cIs that clear?\u201d")
                .contains("- technical term, turn 6: \u201cdyspnoea\u201d")
                .contains("Better: short of breath")
                .contains("Find out about smoking.", "You did not ask about smoking.")
                .contains("Guarded.", "A technical word was not explained.");
    }

    private static String printed(String report) {
        var bytes = new ByteArrayOutputStream();
        new ReportPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .print(JsonMapper.builder().build().readTree(report));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
