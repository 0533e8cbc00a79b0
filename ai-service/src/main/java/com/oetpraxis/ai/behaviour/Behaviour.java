package com.oetpraxis.ai.behaviour;

/** What a detector can find in a learner's turn. */
public enum Behaviour {
    GREETING,
    INTRODUCTION,
    PURPOSE,
    /** Says the patient's title or name. */
    NAME_USE,
    PERMISSION,
    THANKS,
    /** An empathic phrase after something that gave cause for it. */
    EMPATHY,
    /** An empathic phrase with nothing to respond to. */
    STOCK_EMPATHY,
    NORMALISING,
    DISMISSIVE,
    FALSE_REASSURANCE,
    JUDGEMENTAL,
    ICE_IDEA,
    ICE_CONCERN,
    ICE_EXPECTATION,
    ICE_FEELING,
    ICE_IMPACT,
    SIGNPOST,
    SUMMARY,
    CLOSING,
    OPEN_QUESTION,
    CLOSED_QUESTION,
    /** "Is that all right?" and the like, which ask nothing about the patient's history. */
    CHECK_QUESTION,
    LEADING_QUESTION,
    /** Two questions, or a list of options, in one sentence. */
    COMPOUND_QUESTION,
    FACILITATING,
    CLARIFYING,
    PRIOR_KNOWLEDGE,
    CHECK_UNDERSTANDING,
    TEACH_BACK,
    INVITES_REACTION,
    INVITES_QUESTIONS,
    SAFETY_NET,
    JARGON_UNEXPLAINED,
    JARGON_EXPLAINED,
    /** More than sixty words of statement without a question or check between them. */
    LECTURE,
    /** Three words or more while the patient was still talking, not just listening noises. */
    INTERRUPTION
}
