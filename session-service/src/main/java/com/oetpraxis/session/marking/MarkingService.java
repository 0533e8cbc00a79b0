package com.oetpraxis.session.marking;

import com.oetpraxis.session.marking.Agreement.Pair;
import com.oetpraxis.session.marking.MarkingCase.Given;
import com.oetpraxis.session.marking.MarkingCases.Marked;
import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.session.practice.SessionReports;
import com.oetpraxis.session.practice.SessionView;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Sessions from a learner's request through blind marks to a decision. */
@Service
class MarkingService {

    private static final Logger log = LoggerFactory.getLogger(MarkingService.class);

    private final MarkingCases cases;
    private final Reviews reviewed;
    private final PracticeSessionService sessions;
    private final SessionReports reports;
    private final SessionTurns turns;
    private final Clock clock;

    MarkingService(
            MarkingCases cases,
            Reviews reviewed,
            PracticeSessionService sessions,
            SessionReports reports,
            SessionTurns turns,
            Clock clock) {
        this.cases = cases;
        this.reviewed = reviewed;
        this.sessions = sessions;
        this.reports = reports;
        this.turns = turns;
        this.clock = clock;
    }

    /** A case as a reviewer sees it. */
    record Blind(MarkingCase marking, SessionView session, Transcript transcript, NameMask mask) {}

    record Queue(List<Blind> cases, long total) {}

    /** All there is of a case. */
    record Open(MarkingCase marking, JsonNode machine, List<Given> given) {}

    /**
     * @param machine the scorer, first, and the people: their decision or the mean of their marks
     * @param people the first two who marked a session, in their order
     */
    record Agreements(int cases, List<Agreement> machine, List<Agreement> people) {}

    /** Asks for a review of one's own session; asking again changes nothing. */
    @Transactional
    public Review request(UUID userId, UUID sessionId, @Nullable String reason) {
        var session = sessions.owned(userId, sessionId);
        var report =
                reports.current(session.id())
                        .filter(r -> r.status().equals("ready"))
                        .orElseThrow(() ->
                                MarkingProblem.REPORT_NOT_READY.because(
                                        "Only a session with a score can be reviewed."));
        cases.open(session.id(), report.id(), userId, reason, now());
        return reviewed.of(session.id()).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Queue queue(UUID reviewerId, PageQuery page) {
        return new Queue(
                cases.queue(reviewerId, page).stream().map(this::blind).toList(),
                cases.queueLength(reviewerId));
    }

    @Transactional(readOnly = true)
    public Blind blind(UUID caseId) {
        var found = cases.find(caseId).orElseThrow(MarkingService::notFound);
        var transcript = turns.of(found.sessionId());
        return new Blind(
                found,
                sessions.get(found.sessionId()),
                transcript,
                NameMask.of(
                        transcript.learnersTurns().stream().map(Turn::heard).toList(),
                        transcript.turns().stream()
                                .filter(t -> !t.isLearners())
                                .map(Turn::heard)
                                .toList()));
    }

    /** Takes a reviewer's marks, once. */
    @Transactional
    public void mark(UUID caseId, UUID reviewerId, Marks marks, @Nullable String comment) {
        var found = requireOpen(caseId);
        if (!cases.add(found.id(), reviewerId, marks, comment, now())) {
            throw MarkingProblem.ALREADY_MARKED.because(
                    "You have marked this session; marks cannot be changed.");
        }
        log.info("Marked case {}", caseId);
    }

    @Transactional(readOnly = true)
    public Open open(UUID caseId) {
        var found = cases.find(caseId).orElseThrow(MarkingService::notFound);
        return new Open(found, cases.machine(found.reportId()), cases.given(found.id()));
    }

    /** Decides, once, when enough people have marked; not by one of them. */
    @Transactional
    public void adjudicate(UUID caseId, UUID adjudicatorId, Marks marks, @Nullable String comment) {
        var found = requireOpen(caseId);
        var given = cases.given(found.id());
        if (given.size() < MarkingCases.MARKS_NEEDED) {
            throw MarkingProblem.MARKS_MISSING.because(
                    "%d of %d reviewers have marked it."
                            .formatted(given.size(), MarkingCases.MARKS_NEEDED));
        }
        if (given.stream().anyMatch(g -> g.reviewerId().equals(adjudicatorId))) {
            throw MarkingProblem.OWN_MARKS.because(
                    "You have marked this session; somebody else decides.");
        }
        cases.adjudicate(found.id(), adjudicatorId, marks, comment, now());
        log.info("Decided case {}", caseId);
    }

    /** Over all marked sessions. */
    @Transactional(readOnly = true)
    public Agreements agreements() {
        var marked = cases.marked();
        return new Agreements(
                marked.size(),
                Arrays.stream(Criterion.values())
                        .map(c -> agreement(c, marked, m -> machinePair(c, m)))
                        .toList(),
                Arrays.stream(Criterion.values())
                        .map(c -> agreement(c, marked, m -> peoplePair(c, m)))
                        .toList());
    }

    private static Agreement agreement(
            Criterion criterion, List<Marked> marked, Function<Marked, @Nullable Pair> pair) {
        var pairs = new ArrayList<Pair>();
        for (var one : marked) {
            var found = pair.apply(one);
            if (found != null) {
                pairs.add(found);
            }
        }
        return Agreement.of(criterion, pairs);
    }

    private static @Nullable Pair machinePair(Criterion criterion, Marked marked) {
        var machine = marked.machine().path(criterion.code());
        var adjudicated = marked.adjudicated();
        var human =
                adjudicated == null
                        ? marked.given().stream()
                                .map(g -> g.marks().given().get(criterion))
                                .filter(Objects::nonNull)
                                .mapToInt(Integer::intValue)
                                .average()
                                .stream()
                                .boxed()
                                .findFirst()
                        : Optional.ofNullable(adjudicated.marks().given().get(criterion))
                                .map(Integer::doubleValue);
        return machine.isNumber() && human.isPresent()
                ? new Pair(machine.asDouble(), human.get())
                : null;
    }

    private static @Nullable Pair peoplePair(Criterion criterion, Marked marked) {
        if (marked.given().size() < MarkingCases.MARKS_NEEDED) {
            return null;
        }
        var first = marked.given().get(0).marks().given().get(criterion);
        var second = marked.given().get(1).marks().given().get(criterion);
        return first == null || second == null ? null : new Pair(first, second);
    }

    private MarkingCase requireOpen(UUID caseId) {
        var found = cases.findLocked(caseId).orElseThrow(MarkingService::notFound);
        if (found.adjudicated() != null) {
            throw MarkingProblem.CASE_CLOSED.because("The case has been decided.");
        }
        return found;
    }

    private static ProblemException notFound() {
        return new ProblemException(MarkingProblem.CASE_NOT_FOUND, "There is no such case.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
