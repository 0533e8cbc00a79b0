package com.oetpraxis.gateway.web;

import org.springframework.core.Ordered;

/** The order in which a request passes the filters (catalogue 4.3). */
public final class Step {

    public static final int EDGE = Ordered.HIGHEST_PRECEDENCE + 100;
    public static final int SIZE = EDGE + 100;
    public static final int CORS = SIZE + 100;
    public static final int ROUTE = CORS + 100;
    public static final int TOKEN = ROUTE + 100;
    public static final int LIMIT = TOKEN + 100;
    public static final int VERSION = LIMIT + 100;

    private Step() {}
}
