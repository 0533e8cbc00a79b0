package com.oetpraxis.ai.pattern;

/** What a clause does in the talk. */
public enum ClauseKind {
    STATEMENT,
    QUESTION
}
