package com.oetpraxis.ai.card;

import java.util.List;

/** A card that cannot be played; says where it is wrong and never quotes its lines. */
public final class InvalidCardException extends RuntimeException {

    private final transient List<Finding> findings;

    InvalidCardException(List<Finding> findings) {
        super(findings.getFirst().code() + " at " + findings.getFirst().path());
        this.findings = findings;
    }

    /** What is wrong; never empty. */
    public List<Finding> findings() {
        return findings;
    }
}
