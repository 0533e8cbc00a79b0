package com.oetpraxis.ai.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.CardLibrary;
import com.oetpraxis.ai.card.InvalidCardException;
import com.oetpraxis.ai.scoring.ReportWriter;
import com.oetpraxis.ai.scoring.Scorer;
import com.oetpraxis.ai.transcript.InvalidTranscriptException;
import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.TranscriptReader;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Scores a finished session for the worker of session-service, and writes its feedback. */
@RestController
@RequestMapping("/internal/ai/score")
class ScoreController {

    private static final long LONGEST_SECONDS = 86_400;

    private static final Logger log = LoggerFactory.getLogger(ScoreController.class);

    private final Scorer scorer;
    private final FeedbackWriter writer;
    private final PatientFeelingReader feelings;
    private final FeedbackTexts texts;
    private final CardLibrary cards;
    private final TranscriptReader reader = new TranscriptReader();

    ScoreController(
            Scorer scorer,
            FeedbackWriter writer,
            PatientFeelingReader feelings,
            FeedbackTexts texts,
            CardLibrary cards) {
        this.scorer = scorer;
        this.writer = writer;
        this.feelings = feelings;
        this.texts = texts;
        this.cards = cards;
    }

    @PostMapping
    Map<String, @Nullable Object> score(@Valid @RequestBody ScoreRequest request) {
        var transcript = transcript(request);
        var card = card(request);
        var assessment = scorer.score(transcript, card);
        var feedback = writer.write(assessment, request.profession());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.putAll(ReportWriter.members(assessment.report()));
        answer.put("feedback", FeedbackResponse.of(feedback));
        answer.put("analysis", AnalysisResponse.of(AnalysisReader.read(assessment, texts)));
        answer.put("patientFeeling", FeelingResponse.of(feelings.read(assessment)));
        return answer;
    }

    private Transcript transcript(ScoreRequest request) {
        try {
            var read = reader.read(request.transcript());
            var spoken = request.spoken();
            var seconds = request.durationSeconds();
            return new Transcript(
                    read.id(),
                    read.scenarioId(),
                    read.recogniser(),
                    spoken == null ? read.spoken() : spoken,
                    read.audioQuality(),
                    seconds == null ? read.durationSeconds() : seconds,
                    read.turns());
        } catch (InvalidTranscriptException e) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, "transcript", e.sentence());
        }
    }

    /** The card that was played; null where nobody knows it or it cannot be read. */
    private @Nullable Card card(ScoreRequest request) {
        var scenario = request.scenarioId();
        var version = request.scenarioVersion();
        if (scenario == null || version == null) {
            return null;
        }
        try {
            return cards.find(scenario, version);
        } catch (UpstreamException | InvalidCardException e) {
            log.warn(
                    "Scored session {} without the card of scenario {} version {}",
                    request.sessionId(),
                    scenario,
                    version);
            return null;
        }
    }

    /**
     * @param durationSeconds active time of the session
     * @param transcript in the golden format
     */
    record ScoreRequest(
            @Nullable UUID sessionId,
            @Nullable UUID scenarioId,
            @Nullable @Positive Integer scenarioVersion,
            @NotBlank String profession,
            @Nullable Boolean spoken,
            @Nullable @Min(0) @Max(LONGEST_SECONDS) Double durationSeconds,
            @NotNull JsonNode transcript) {}

    record FeelingResponse(String feeling, List<ReasonResponse> why) {

        static @Nullable FeelingResponse of(@Nullable PatientFeeling feeling) {
            return feeling == null
                    ? null
                    : new FeelingResponse(
                            feeling.feeling(),
                            feeling.why().stream().map(ReasonResponse::of).toList());
        }
    }

    /** The place and the words are null where no words show it. */
    record ReasonResponse(
            String text,
            @Nullable Integer turn,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable String quote) {

        static ReasonResponse of(PatientFeeling.Reason reason) {
            var quote = reason.quote();
            return quote == null
                    ? new ReasonResponse(reason.text(), null, null, null, null)
                    : new ReasonResponse(
                            reason.text(), quote.turn(), quote.start(), quote.end(), quote.text());
        }
    }

    record FeedbackResponse(
            String summary,
            List<StrengthResponse> strengths,
            List<ImprovementResponse> improvements) {

        static FeedbackResponse of(Feedback feedback) {
            return new FeedbackResponse(
                    feedback.summary(),
                    feedback.strengths().stream().map(StrengthResponse::of).toList(),
                    feedback.improvements().stream().map(ImprovementResponse::of).toList());
        }
    }

    record StrengthResponse(String category, String observation, List<QuoteResponse> examples) {

        static StrengthResponse of(Feedback.Strength strength) {
            return new StrengthResponse(
                    strength.category(),
                    strength.observation(),
                    strength.examples().stream().map(QuoteResponse::of).toList());
        }
    }

    record ImprovementResponse(
            String category,
            String observation,
            String suggestion,
            String example,
            @JsonUnwrapped QuoteResponse quote) {

        static ImprovementResponse of(Feedback.Improvement improvement) {
            return new ImprovementResponse(
                    improvement.category(),
                    improvement.observation(),
                    improvement.suggestion(),
                    improvement.example(),
                    QuoteResponse.of(improvement.quote()));
        }
    }

    record QuoteResponse(int turn, int start, int end, String quote) {

        static QuoteResponse of(Quote quote) {
            return new QuoteResponse(quote.turn(), quote.start(), quote.end(), quote.text());
        }
    }

    record AnalysisResponse(
            int totalWords,
            int learnerWords,
            int speakingTimePercentage,
            int exchanges,
            double medicalRelevance,
            List<String> keyPhrasesUsed,
            List<String> missedOpportunities,
            List<TaskResponse> taskCoverage,
            @Nullable Double audioQuality) {

        static AnalysisResponse of(Analysis analysis) {
            return new AnalysisResponse(
                    analysis.totalWords(),
                    analysis.learnerWords(),
                    analysis.speakingTimePercentage(),
                    analysis.exchanges(),
                    analysis.medicalRelevance(),
                    analysis.keyPhrasesUsed(),
                    analysis.missedOpportunities(),
                    analysis.taskCoverage().stream().map(TaskResponse::of).toList(),
                    analysis.audioQuality());
        }
    }

    record TaskResponse(
            String task,
            String status,
            List<String> missed,
            @Nullable String how,
            List<QuoteResponse> evidence) {

        static TaskResponse of(Analysis.TaskCoverage coverage) {
            return new TaskResponse(
                    coverage.task(),
                    coverage.status(),
                    coverage.missed(),
                    coverage.how(),
                    coverage.evidence().stream().map(QuoteResponse::of).toList());
        }
    }
}
