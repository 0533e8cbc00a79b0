package com.oetpraxis.gateway.token;

/** Why a token is not accepted. */
final class RefusedToken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@code details.reason} (CX-16). */
    enum Reason {
        AUTH001("Sign in and send the access token as Authorization: Bearer."),
        AUTH002("The access token has expired; refresh it."),
        AUTH003("The access token is not valid or was revoked; sign in again.");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    private final Reason reason;

    RefusedToken(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
