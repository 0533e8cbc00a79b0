package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Answer;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.KeyPhrases;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import com.oetpraxis.ai.pattern.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A card together with what all cards share, its patterns read, ready to be played. */
final class Script {

    private static final int LEAST_LETTERS = 5;
    private static final Set<String> COMMON =
            Set.of(
                    "would",
                    "could",
                    "should",
                    "about",
                    "there",
                    "where",
                    "their",
                    "which",
                    "after",
                    "never",
                    "again",
                    "always",
                    "really",
                    "something",
                    "anything",
                    "nothing",
                    "doesnt",
                    "didnt",
                    "youve",
                    "theyre",
                    "thats",
                    "going",
                    "think",
                    "things");

    private static final double SPECIFIC = 0.5;
    private static final Pattern NAME_INSIDE = Pattern.compile("(?<=[a-z,;] )\\p{Lu}[\\p{L}'’]*");

    /** A question of the learner's that the patient can answer. */
    record Ask(
            String id, PhrasePatterns patterns, double bonus, Set<String> after, Answer answer) {}

    /** Advice the patient reacts to. */
    record Tell(Card.TellIntent intent, PhrasePatterns patterns, double bonus) {}

    /** Something anyone may say. */
    record Social(EngineData.SocialIntent intent, PhrasePatterns patterns) {}

    /**
     * @param lineWords what the hint's line speaks of
     */
    record Cue(
            Card.Cue cue,
            PhrasePatterns pickedUpBy,
            Set<String> topicWords,
            Set<String> lineWords) {}

    record Question(Card.PatientQuestion question, PhrasePatterns good, PhrasePatterns bad) {}

    private final Card card;
    private final EngineData.Shared shared;
    private final Map<String, Ask> asks = new LinkedHashMap<>();
    private final Map<String, Tell> tells = new LinkedHashMap<>();
    private final Map<String, Cue> cues = new LinkedHashMap<>();
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, PhrasePatterns> keyPhrases = new LinkedHashMap<>();
    private final Set<String> names;
    private final Set<String> properNouns;

    Script(Card card, EngineData.Shared shared) {
        this.card = card;
        this.shared = shared;
        shared.stdPatterns()
                .forEach((id, patterns) ->
                        answerTo(id, shared)
                                .ifPresent(answer ->
                                        asks.put(
                                                id,
                                                new Ask(
                                                        id,
                                                        PhrasePatterns.of(patterns),
                                                        shared.stdPrio().getOrDefault(id, 0.0),
                                                        Set.of(),
                                                        answer))));
        for (var intent : card.ask()) {
            asks.put(
                    intent.id(),
                    new Ask(
                            intent.id(),
                            PhrasePatterns.of(intent.p()),
                            intent.prio() + SPECIFIC,
                            Set.copyOf(intent.follows()),
                            intent.answer()));
        }
        for (var intent : card.tell()) {
            tells.put(
                    intent.id(),
                    new Tell(intent, PhrasePatterns.of(intent.p()), intent.prio() + SPECIFIC));
        }
        for (var cue : card.cues()) {
            cues.put(
                    cue.id(),
                    new Cue(
                            cue,
                            PhrasePatterns.of(cue.pickedUpBy()),
                            wordsOf(cue.topicWords()),
                            contentOf(cue.say())));
        }
        for (var question : card.questions()) {
            questions.put(
                    question.id(),
                    new Question(
                            question,
                            PhrasePatterns.of(question.good()),
                            PhrasePatterns.of(question.bad())));
        }
        for (var fact : card.hiddenFacts()) {
            keyPhrases.put(fact.id(), PhrasePatterns.of(fact.keyPhrases()));
        }
        this.names = wordsOf(List.of(card.persona().name(), card.persona().firstName()));
        this.properNouns = properNouns(card);
    }

    private Optional<Answer> answerTo(String id, EngineData.Shared shared) {
        var own = card.std().get(id);
        return Optional.ofNullable(own == null ? shared.stdDefaults().get(id) : own);
    }

    private static Set<String> contentOf(String line) {
        return NormalisedText.of(line).tokens().stream()
                .map(Token::word)
                .filter(word -> word.length() >= LEAST_LETTERS && !COMMON.contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> wordsOf(List<String> texts) {
        return texts.stream()
                .flatMap(text -> NormalisedText.of(text).tokens().stream())
                .map(Token::word)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Words that a line of the card writes with a capital in the middle of a sentence. */
    private static Set<String> properNouns(Card card) {
        var nouns = new HashSet<String>();
        for (var line : card.lines()) {
            var found = NAME_INSIDE.matcher(line.text());
            while (found.find()) {
                nouns.add(found.group());
            }
        }
        return Set.copyOf(nouns);
    }

    Card card() {
        return card;
    }

    /** Ask intents, the shared ones first, each in the order of its file. */
    List<Ask> asks() {
        return new ArrayList<>(asks.values());
    }

    Optional<Ask> ask(String id) {
        return Optional.ofNullable(asks.get(id));
    }

    List<Tell> tells() {
        return new ArrayList<>(tells.values());
    }

    Optional<Tell> tell(String id) {
        return Optional.ofNullable(tells.get(id));
    }

    List<Cue> cues() {
        return new ArrayList<>(cues.values());
    }

    List<Question> questions() {
        return new ArrayList<>(questions.values());
    }

    /**
     * Gives out examples of what may be said for each intent: those written for it, the answer to a
     * question and the advice as the patient repeats it.
     */
    void eachExample(BiConsumer<Likeness.Intent, String> to) {
        for (var ask : asks.values()) {
            var intent = new Likeness.Intent(Hit.Kind.ASK, ask.id());
            each(shared.examples().get(ask.id()), intent, to);
            each(ask.answer().examples(), intent, to);
            var lines = ask.answer().lines();
            each(
                    Stream.of(lines.open(), lines.any()).filter(Objects::nonNull).toList(),
                    intent,
                    to);
        }
        for (var tell : tells.values()) {
            var intent = new Likeness.Intent(Hit.Kind.TELL, tell.intent().id());
            each(tell.intent().examples(), intent, to);
            to.accept(intent, "You should " + tell.intent().tb());
        }
        for (var social : shared.social()) {
            each(
                    shared.examples().get(social.id()),
                    new Likeness.Intent(Hit.Kind.SOCIAL, social.id()),
                    to);
        }
    }

    private static void each(
            @Nullable List<String> examples,
            Likeness.Intent intent,
            BiConsumer<Likeness.Intent, String> to) {
        if (examples != null) {
            examples.forEach(example -> to.accept(intent, example));
        }
    }

    /** The words of the patient's names. */
    Set<String> names() {
        return names;
    }

    /** Whether a line tells a hidden fact, by the fact's key phrases, sentence by sentence. */
    boolean tells(String line, String fact) {
        var phrases = keyPhrases.get(fact);
        return phrases != null && KeyPhrases.occur(phrases, line);
    }

    /** A line as it reads after "As I said, ". */
    String continued(String line) {
        int end = 0;
        while (end < line.length()
                && (Character.isLetter(line.charAt(end)) || line.charAt(end) == '\'')) {
            end++;
        }
        var word = line.substring(0, end);
        boolean keeps = word.equals("I") || word.startsWith("I'") || properNouns.contains(word);
        return keeps || word.isEmpty()
                ? line
                : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }
}
