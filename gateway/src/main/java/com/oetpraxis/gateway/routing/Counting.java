package com.oetpraxis.gateway.routing;

/** Against which limits a call counts. */
public enum Counting {
    /** The windows of the caller (CX-01). */
    CALL,
    /** The opening of a stream, whose ticket the gateway cannot read: by address. */
    STREAM,
    /** A provider's webhook. */
    WEBHOOK,
    /** None. */
    FREE
}
