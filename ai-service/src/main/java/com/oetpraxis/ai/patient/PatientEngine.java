package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.BehaviourDetector;
import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.pattern.ClauseSplitter;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.List;

/**
 * The scripted patient: a pure function of a card, the turns so far and the version of its rules.
 *
 * <p>Rules: the {@code engine} part of {@code patient/engine.yaml} and oet-domain 2.2. One engine
 * serves all role-plays at once; what belongs to one is in its {@link Conversation}.
 */
public final class PatientEngine {

    private static final String RULES = "scripted-1";

    private final EngineData data;
    private final TurnMatcher matcher;
    private final ClauseSplitter splitter;
    private final BehaviourDetector detector;
    private final PhrasePatterns empathy;

    private PatientEngine(EngineData data, CueLists cues) {
        this.data = data;
        this.matcher = new TurnMatcher(data.shared());
        this.splitter = new ClauseSplitter(data.shared().questionOpeners());
        this.detector = new BehaviourDetector(cues, data.shared().questionOpeners());
        this.empathy = PhrasePatterns.of(data.shared().empathy());
    }

    /** The engine with the rules that come with the service. */
    public static PatientEngine load() {
        return new PatientEngine(EngineData.load(), CueLists.load());
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
        var conversation = new Conversation(this, new Script(card, data.shared()));
        for (var turn : turns) {
            conversation.follow(turn);
        }
        return conversation;
    }

    /** What happened in a role-play. */
    public PatientRecord replay(Card card, List<PlayedTurn> turns) {
        return open(card, turns).state();
    }

    EngineData data() {
        return data;
    }

    TurnMatcher matcher() {
        return matcher;
    }

    PhrasePatterns empathy() {
        return empathy;
    }
}
