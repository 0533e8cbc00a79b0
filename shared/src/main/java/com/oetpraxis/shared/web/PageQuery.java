package com.oetpraxis.shared.web;

/**
 * Which page of a list is asked for, by the query parameters {@code page} and {@code limit}
 * (BR-32).
 *
 * @param page from 1, default 1
 * @param limit rows a page, 1 to 100, default 20
 */
public record PageQuery(int page, int limit) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** Rows before this page. */
    public long offset() {
        return (page - 1L) * limit;
    }
}
