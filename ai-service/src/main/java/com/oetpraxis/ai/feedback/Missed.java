package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.CardRecord;
import com.oetpraxis.ai.feedback.FeedbackTexts.AskText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says to the learner what of a card's full marks did not happen, and in which words it could. */
final class Missed {

    private static final int MOST_FOR_A_MARK = 2;
    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");
    private static final Pattern YOU_AS_SUBJECT =
            Pattern.compile("\\byou (are|cannot|can|will)\\b");

    /** The card's fragments are the patient's words; said to the patient these change. */
    private static final Map<String, String> SAID_TO_THE_PATIENT =
            Map.ofEntries(
                    Map.entry("i", "you"),
                    Map.entry("i'm", "you're"),
                    Map.entry("i've", "you've"),
                    Map.entry("i'll", "you'll"),
                    Map.entry("me", "you"),
                    Map.entry("my", "your"),
                    Map.entry("mine", "yours"),
                    Map.entry("myself", "yourself"),
                    Map.entry("am", "are"),
                    Map.entry("you", "us"),
                    Map.entry("your", "our"));

    private final Card card;
    private final CardRecord record;
    private final FeedbackTexts texts;

    Missed(Card card, CardRecord record, FeedbackTexts texts) {
        this.card = card;
        this.record = record;
        this.texts = texts;
    }

    /**
     * One thing that did not happen.
     *
     * @param text a sentence to the learner
     * @param example words that would have done it
     */
    record Item(String text, String example) {

        /** Both, as the reports show it. */
        String sentence() {
            return text + " For example: \u201c" + example + "\u201d";
        }
    }

    /** What of a full mark did not happen, most telling first; never empty for one not met. */
    List<Item> of(Card.FullMark mark) {
        var items = of(mark.needs());
        return items.stream().distinct().limit(MOST_FOR_A_MARK).toList();
    }

    private List<Item> of(Card.Needs needs) {
        return Stream.of(
                        forbidden(needs.notEvents()),
                        asked(needs.asked()),
                        revealed(left(needs.revealed(), record.revealed())),
                        revealed(left(needs.revealedCount(), record.revealed())),
                        asked(left(needs.askedCount(), record.asked())),
                        told(left(needs.told(), record.told())),
                        told(left(needs.toldCount(), record.told())),
                        answered(needs.answered()),
                        hints(needs.cue()),
                        happened(needs.events()),
                        choice(needs.anyOf()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> left(@Nullable List<String> ids, Map<String, ?> done) {
        return ids == null ? List.of() : ids.stream().filter(id -> !done.containsKey(id)).toList();
    }

    /** As many as are wanting. */
    private static List<String> left(Card.@Nullable Count count, Map<String, ?> done) {
        if (count == null) {
            return List.of();
        }
        var open = left(count.of(), done);
        int wanting = count.min() - (count.of().size() - open.size());
        return open.stream().limit(Math.max(0, wanting)).toList();
    }

    private List<Item> asked(@Nullable List<String> ids) {
        return left(ids, record.asked()).stream().map(this::notAsked).toList();
    }

    private Item notAsked(String id) {
        var text = texts.asks().get(id);
        return text == null
                ? new Item(
                        "You did not ask about this: " + id.replace('_', ' ') + ".",
                        "Could you tell me a little more about that?")
                : new Item("You did not ask " + text.about() + ".", text.example());
    }

    /** By the question that brings the fact out; where it was asked, more trust was wanted. */
    private List<Item> revealed(List<String> facts) {
        return facts.stream().map(this::notRevealed).toList();
    }

    private Item notRevealed(String fact) {
        var questions =
                Stream.concat(
                                card.ask().stream()
                                        .filter(intent -> intent.follows().isEmpty())
                                        .filter(intent ->
                                                intent.answer().revealed().facts().contains(fact))
                                        .map(Card.AskIntent::id),
                                card.std().entrySet().stream()
                                        .filter(entry ->
                                                entry.getValue().revealed().facts().contains(fact))
                                        .map(Map.Entry::getKey))
                        .toList();
        var first =
                questions.stream()
                        .filter(id -> !record.asked().containsKey(id))
                        .findFirst()
                        .filter(_ -> questions.stream().noneMatch(record.asked()::containsKey));
        if (first.isPresent()) {
            return notAsked(first.get());
        }
        var asked = questions.stream().map(texts.asks()::get).filter(Objects::nonNull).findFirst();
        return new Item(
                asked.map(AskText::about)
                                .map(about -> "You asked " + about + ", but more stayed untold")
                                .orElse("The patient kept something back")
                        + ": "
                        + lowered(
                                card.fact(fact)
                                        .map(Card.HiddenFact::fact)
                                        .orElse("something that matters.")),
                "Take your time. Is there anything more you can tell me about that?");
    }

    private static String lowered(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private List<Item> told(List<String> ids) {
        return card.tell().stream()
                .filter(intent -> ids.contains(intent.id()))
                .map(intent ->
                        new Item(
                                "You did not get this across, so the patient could not say: \u201cI"
                                        + " should "
                                        + intent.tb()
                                        + ".\u201d",
                                advice(intent.tb())))
                .toList();
    }

    private static String advice(String words) {
        var said = saidToThePatient(words);
        return (said.startsWith("not ")
                        ? "I'd like you not to " + said.substring("not ".length())
                        : "I'd like you to " + said)
                + ". How does that sound?";
    }

    private static String saidToThePatient(String words) {
        var ours = YOU_AS_SUBJECT.matcher(words).replaceAll("we $1");
        return WORD.matcher(ours)
                .replaceAll(found ->
                        SAID_TO_THE_PATIENT.getOrDefault(
                                found.group().toLowerCase(Locale.ROOT), found.group()));
    }

    private List<Item> answered(@Nullable List<String> ids) {
        var open = new ArrayList<Item>();
        for (var question : card.questions()) {
            if (ids == null
                    || !ids.contains(question.id())
                    || record.questions().get(question.id()) != null) {
                continue;
            }
            open.add(
                    record.questions().containsKey(question.id())
                            ? new Item(
                                    "The patient asked \u201c"
                                            + question.ask()
                                            + "\u201d and got no answer.",
                                    "That's an important question. Let me answer it as honestly as"
                                            + " I can.")
                            : new Item(
                                    "The patient did not get round to asking \u201c"
                                            + question.ask()
                                            + "\u201d",
                                    "What would you like to ask me so far?"));
        }
        return open;
    }

    private List<Item> hints(@Nullable List<String> ids) {
        return card.cues().stream()
                .filter(cue -> ids != null && ids.contains(cue.id()))
                .filter(cue -> record.cues().get(cue.id()) == null)
                .map(cue ->
                        record.cues().containsKey(cue.id())
                                ? new Item(
                                        "You did not take up the hint \u201c"
                                                + cue.say()
                                                + "\u201d",
                                        texts.sympathyFor(cue.say()))
                                : notAsked("concern"))
                .toList();
    }

    private List<Item> happened(@Nullable List<String> events) {
        return events == null
                ? List.of()
                : events.stream()
                        .filter(event -> !record.events().contains(event))
                        .flatMap(event -> event(event).stream())
                        .toList();
    }

    private List<Item> forbidden(@Nullable List<String> events) {
        return events == null
                ? List.of()
                : events.stream()
                        .filter(record.events()::contains)
                        .flatMap(event -> event(event).stream())
                        .toList();
    }

    private Optional<Item> event(String name) {
        return Optional.ofNullable(texts.events().get(name))
                .map(text -> new Item(text.text(), text.example()));
    }

    /** The first of several ways, where none was taken. */
    private List<Item> choice(@Nullable List<Card.Needs> ways) {
        return ways == null || ways.stream().anyMatch(record::isMet)
                ? List.of()
                : of(ways.getFirst());
    }
}
