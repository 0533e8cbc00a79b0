package com.oetpraxis.session.practice;

/** Where a session stands (catalogue 7.2); learners see created and paused as in-progress. */
public enum SessionStatus {
    CREATED("created"),
    IN_PROGRESS("in-progress"),
    PAUSED("paused"),
    COMPLETED("completed"),
    CANCELLED("cancelled");

    private final String code;

    SessionStatus(String code) {
        this.code = code;
    }

    /** As the table and other services write it. */
    public String code() {
        return code;
    }

    /** As learners see it: {@code in-progress}, {@code completed} or {@code cancelled}. */
    public String publicCode() {
        return isOpen() ? IN_PROGRESS.code : code;
    }

    public boolean isOpen() {
        return this != COMPLETED && this != CANCELLED;
    }

    static SessionStatus of(String code) {
        for (var status : values()) {
            if (status.code.equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no session status " + code);
    }
}
