package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which of a card's full marks a consultation has earned. */
final class FullMarks {

    private final Set<String> asked;
    private final Set<String> told;
    private final Set<String> revealed;
    private final List<PatientEvent> events;
    private final Predicate<String> needless;

    /**
     * @param needless whether a question of the patient's, by id, was answered before it was put
     */
    FullMarks(
            Set<String> asked,
            Set<String> told,
            Set<String> revealed,
            List<PatientEvent> events,
            Predicate<String> needless) {
        this.asked = asked;
        this.told = told;
        this.revealed = revealed;
        this.events = events;
        this.needless = needless;
    }

    boolean met(Card.Needs needs) {
        return all(needs.asked(), asked::contains)
                && all(needs.told(), told::contains)
                && all(needs.revealed(), revealed::contains)
                && all(
                        needs.answered(),
                        id -> happened(EventKind.QUESTION_ANSWERED, id) || needless.test(id))
                && all(needs.cue(), this::pickedUp)
                && all(needs.events(), this::happened)
                && all(needs.notEvents(), name -> !happened(name))
                && enough(needs.askedCount(), asked)
                && enough(needs.toldCount(), told)
                && enough(needs.revealedCount(), revealed)
                && (needs.anyOf() == null || needs.anyOf().stream().anyMatch(this::met));
    }

    private static boolean all(@Nullable List<String> names, Predicate<String> holds) {
        return names == null || names.stream().allMatch(holds);
    }

    private static boolean enough(Card.@Nullable Count count, Set<String> present) {
        return count == null
                || count.of().stream().filter(present::contains).count() >= count.min();
    }

    private boolean pickedUp(String cue) {
        return happened(EventKind.CUE_PICKED_UP, cue)
                || happened(EventKind.CUE_PICKED_UP_LATE, cue);
    }

    private boolean happened(String name) {
        var kind = EventKind.named(name);
        return kind.isPresent() && events.stream().anyMatch(event -> event.kind() == kind.get());
    }

    private boolean happened(EventKind kind, String subject) {
        return events.stream()
                .anyMatch(event -> event.kind() == kind && event.subject().equals(subject));
    }
}
