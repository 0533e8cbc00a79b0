package com.oetpraxis.gateway.routing;

/** What the gateway asks of a caller; the services check again. */
public enum Access {
    /** Nothing; a token that is not valid is left out rather than refused. */
    ANYONE,
    /** A valid access token. */
    TOKEN,
    /** A valid access token of an administrator. */
    ADMIN,
    /**
     * Whatever the service itself accepts, such as a ticket or a signature; passed on untouched.
     */
    SERVICE
}
