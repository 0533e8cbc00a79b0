package com.oetpraxis.session.page;

/** A page that says one thing. */
public final class MessagePage {

    /** In the place of a report that is not there yet. */
    public static final String BEING_MADE =
            page(
                    "Your report is being made",
                    "It takes a few seconds; load this page again in a moment.");

    /** In the place of a shared report that is not to be had (any more). */
    public static final String NO_SUCH_LINK =
            page(
                    "This link does not lead to a report",
                    "It has expired, was withdrawn, or is not complete. Ask whoever gave it to you for"
                            + " a new one.");

    private MessagePage() {}

    private static String page(String title, String text) {
        var html = new Html();
        ReportPage.head(html, title);
        html.open("main");
        html.leaf("h1", title).leaf("p", text);
        return html.close().close().close().page();
    }
}
