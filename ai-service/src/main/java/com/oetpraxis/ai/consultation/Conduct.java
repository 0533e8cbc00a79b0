package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the learner did with the patient, counted, with the words that show it. The rules are those
 * of oet-domain 3.5; what each count is worth is the rubric's business.
 *
 * @param card what of the card came up; null where the card is not known
 * @param evidence the words that were found, in the order of reading
 */
public record Conduct(
        Talk talk,
        @Nullable CardRecord card,
        Opening opening,
        Manner manner,
        Empathy empathy,
        Perspective perspective,
        Structure structure,
        Gathering gathering,
        Giving giving,
        PlainSpeech plainSpeech,
        List<Evidence> evidence) {

    /** Reads what the learner did. */
    public static Conduct of(Talk talk) {
        var played = talk.card();
        var card = played == null ? null : CardRecord.of(talk, played);
        var kinds = new ClauseKinds(talk);
        var found = new Findings();
        var conduct =
                new Conduct(
                        talk,
                        card,
                        Opening.of(talk, found),
                        Manner.of(talk, kinds, found),
                        Empathy.of(talk, kinds, found),
                        Perspective.of(talk, kinds, card, found),
                        Structure.of(talk, kinds, found),
                        Gathering.of(talk, kinds, found),
                        Giving.of(talk, kinds, found),
                        PlainSpeech.of(talk, kinds, found),
                        found.all());
        if (card != null) {
            conduct.evidence().forEach(card::add);
        }
        return conduct;
    }

    /**
     * What the talk is about, in one everyday word: the card's first, else the one that both sides
     * use most.
     */
    public Optional<String> topic() {
        var played = talk.card();
        if (played != null) {
            return topics(played.title() + " " + TalkReader.complaint(played)).findFirst();
        }
        var times = new LinkedHashMap<String, Integer>();
        talk.transcript()
                .turns()
                .forEach(turn ->
                        topics(turn.text()).forEach(one -> times.merge(one, 1, Integer::sum)));
        return times.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey);
    }

    private Stream<String> topics(String text) {
        return NormalisedText.of(text).tokens().stream()
                .map(token -> token.word())
                .filter(talk.lists()::isTopic);
    }
}
