package com.oetpraxis.ai.behaviour;

import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.regex.Pattern;

/**
 * What a clause promises. A promise of what the speaker will do can be kept; one about how things
 * turn out comforts falsely, because nobody can know it. To speak of somebody's promise, or to say
 * that there can be none, is to promise nothing.
 */
public enum Promise {
    NONE,
    /** Of what the speaker or the team will do: "I promise I'll ring you". */
    OF_OWN_DOING,
    /** Of how things turn out: "I promise it won't happen again". */
    OF_AN_OUTCOME;

    private static final Pattern GIVEN =
            Pattern.compile(
                    "\\b(?:(?:i|we)(?: (?:can|do|will|really|absolutely|also|just|always))*"
                            + " (?:promise|guarantee|swear)|(?:ill|well|can) (?:promise|guarantee)"
                            + "|(?:you have|i give you|on) my word)\\b");
    private static final Pattern DENIED =
            Pattern.compile(
                    "\\b(?:nobody|no one|never"
                            + "|(?:not|dont|cant|never) (?:think|say|believe|know|sure)(?: that| if)?)$");

    /** What leads from the promise to what is promised. */
    private static final Pattern LEAD =
            Pattern.compile("^(?:(?:you|that|to you|one thing|this|it|is|though|and) ?)+(?= |$)");

    private static final Pattern SPEAKER =
            Pattern.compile(
                    "^(?:(?:i|we|ill|well|im|ive|weve|to|my|our)\\b"
                            + "|(?:the|our|my) (?:team|doctors?|nurses?|ward|staff|colleagues?)\\b"
                            + "|.*\\b(?:will|ll|youll|shell|hell|theyll) be"
                            + " (?:seen|called|rung|phoned|told|informed|checked|changed|given|kept"
                            + "|reviewed|moved|contacted|updated|looked after)\\b"
                            + "|(?:this |it )?(?:wont|will only|itll only|thisll only|it only) (?:take|be"
                            + " quick)\\b)");
    private static final Pattern OUTCOME_OF_DOING =
            Pattern.compile(
                    "\\b(?:cure|heal|fix|save"
                            + "|(?:make|get) (?:you|her|him|it|this|that)"
                            + " (?:better|well|right|stop|go)"
                            + "|(?:not|never|wont) let (?:you|her|him|it|this|that|anything))\\b");
    private static final Pattern HOW_THINGS_TURN_OUT =
            Pattern.compile(
                    "\\b(?:will|wont|youll|itll|shell|hell|theyll|thatll|therell|going to|never"
                            + "|nothing|cant|isnt|not|no|wouldnt|doesnt|fine|ok|okay|safe|better)\\b");

    /** What a clause promises; of several promises the one that cannot be kept. */
    public static Promise in(NormalisedText clause) {
        var text = clause.toString();
        var given = GIVEN.matcher(text);
        var promise = NONE;
        while (given.find()) {
            var before = text.substring(0, given.start()).strip();
            if (!DENIED.matcher(before).find()) {
                var kind = of(before, text.substring(given.end()).strip());
                promise = kind.compareTo(promise) > 0 ? kind : promise;
            }
        }
        return promise;
    }

    private static Promise of(String before, String after) {
        var promised = LEAD.matcher(after).replaceFirst("").strip();
        if (promised.isEmpty()) {
            if (before.isEmpty()) {
                return after.isEmpty() ? NONE : OF_AN_OUTCOME; // "I promise you that"
            }
            promised = before; // "It won't hurt, I promise"
        }
        if (SPEAKER.matcher(promised).find()) {
            return OUTCOME_OF_DOING.matcher(promised).find() ? OF_AN_OUTCOME : OF_OWN_DOING;
        }
        return HOW_THINGS_TURN_OUT.matcher(promised).find() ? OF_AN_OUTCOME : NONE;
    }
}
