package com.oetpraxis.shared.web;

/** Asks one thing this service stands on whether it answers, within a second. */
public interface DependencyProbe {

    /** Its member in {@code details} of {@code /health}: {@code database} or {@code cache}. */
    String healthName();

    /** Its member in {@code dependencies} of {@code /ready}: {@code database} or {@code redis}. */
    String readyName();

    /** Whether the service is of no use without it. */
    boolean required();

    boolean isUp();
}
