package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.BehaviourDetector;
import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.meaning.SentenceVectors;
import com.oetpraxis.ai.pattern.ClauseSplitter;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The scripted patient: a pure function of a card, the turns so far and the version of its rules.
 *
 * <p>What a live turn means is found by patterns and, where there is a model, by nearness in
 * meaning; what was found is stored with the reply, and whatever is played again reads it from
 * there.
 *
 * <p>Rules: the {@code engine} part of {@code patient/engine.yaml} and oet-domain 2.2. One engine
 * serves all role-plays at once; what belongs to one is in its {@link Conversation}.
 */
public final class PatientEngine {

    private static final String RULES = "scripted-1";

    private final EngineData data;
    private final Scripts scripts;
    private final TurnMatcher matcher;
    private final ClauseSplitter splitter;
    private final BehaviourDetector detector;
    private final PhrasePatterns empathy;

    private PatientEngine(
            EngineData data,
            CueLists cues,
            Supplier<Optional<SentenceVectors>> vectors,
            Executor reader) {
        this.data = data;
        this.scripts = new Scripts(data.shared(), vectors, reader);
        this.matcher = new TurnMatcher(data.shared());
        this.splitter = new ClauseSplitter(data.shared().questionOpeners());
        this.detector = new BehaviourDetector(cues, data.shared().questionOpeners());
        this.empathy = PhrasePatterns.of(data.shared().empathy());
    }

    /** The engine with the rules that come with the service; it understands by patterns alone. */
    public static PatientEngine load() {
        return load(Optional::empty);
    }

    /**
     * The engine with a second signal for live turns.
     *
     * @param vectors empty as long as it is not there; must not block
     */
    public static PatientEngine load(Supplier<Optional<SentenceVectors>> vectors) {
        return load(
                vectors, task -> Thread.ofPlatform().daemon().name("patient-examples").start(task));
    }

    /**
     * The same.
     *
     * @param reader reads a card's examples, which takes about a second
     */
    static PatientEngine load(Supplier<Optional<SentenceVectors>> vectors, Executor reader) {
        return new PatientEngine(EngineData.load(), CueLists.load(), vectors, reader);
    }

    /** Names the rules and their data; two engines of one version say the same. */
    public String version() {
        return RULES + "-" + data.hash();
    }

    /** Splits turns as the patient does. */
    public ClauseSplitter splitter() {
        return splitter;
    }

    /** Detects behaviours as the patient does. */
    public BehaviourDetector detector() {
        return detector;
    }

    /** The words that open a question, as normalised words. */
    public List<String> questionOpeners() {
        return data.shared().questionOpeners();
    }

    /**
     * A role-play as it stands after some turns, ready to go on.
     *
     * @param turns in order; what the patient says in them need not be this engine's words
     */
    public Conversation open(Card card, List<PlayedTurn> turns) {
        scripts.likeness(card); // begins to read the card's examples
        return played(card, turns);
    }

    private Conversation played(Card card, List<PlayedTurn> turns) {
        var conversation = new Conversation(this, scripts.of(card));
        for (var turn : turns) {
            conversation.follow(turn);
        }
        return conversation;
    }

    /** What happened in a role-play; read from what was stored, else understood by patterns. */
    public PatientRecord replay(Card card, List<PlayedTurn> turns) {
        return played(card, turns).state();
    }

    EngineData data() {
        return data;
    }

    Script script(Card card) {
        return scripts.of(card);
    }

    /** The second signal for a card, empty while there is none. */
    Optional<Likeness> likeness(Card card) {
        return scripts.likeness(card);
    }

    /** The same, waited for a few seconds while the card's examples are being read. */
    Optional<Likeness> awaitLikeness(Card card) {
        return scripts.awaitLikeness(card);
    }

    TurnMatcher matcher() {
        return matcher;
    }

    PhrasePatterns empathy() {
        return empathy;
    }
}
