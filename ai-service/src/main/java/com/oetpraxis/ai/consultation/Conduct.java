package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.List;
import java.util.Optional;
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
        return new Conduct(
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
    }

    /** What the talk is about, in one everyday word of the card's or the patient's. */
    public Optional<String> topic() {
        var played = talk.card();
        var text = new StringBuilder(played == null ? "" : TalkReader.complaint(played));
        talk.turns().forEach(turn -> text.append(' ').append(turn.before().text()));
        return NormalisedText.of(text.toString()).tokens().stream()
                .map(token -> token.word())
                .filter(talk.lists()::isTopic)
                .findFirst();
    }
}
