package com.oetpraxis.shared.web;

/**
 * Where a page stands in its list; the catalogue has two shapes of it (CX-29).
 *
 * @param total all rows of the list
 */
public record Pagination(PageQuery query, long total) {

    /**
     * The shape of the lists below {@code /sessions} and {@code /progress}.
     *
     * @param currentPage from 1
     * @param totalPages 0 for an empty list
     * @param totalItems of the whole list
     */
    public record Current(int currentPage, int totalPages, long totalItems) {}

    /**
     * The shape of {@code GET /scenarios}.
     *
     * @param total items of the whole list
     * @param page from 1
     * @param limit items a page
     */
    public record Plain(long total, int page, int limit) {}

    public Current current() {
        var pages = (int) ((total + query.limit() - 1) / query.limit());
        return new Current(query.page(), pages, total);
    }

    public Plain plain() {
        return new Plain(total, query.page(), query.limit());
    }
}
