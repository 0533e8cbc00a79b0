package com.oetpraxis.session.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and the SVG in it. All text and all values of attributes are escaped here, so nothing
 * that was said can become markup; the names of elements and attributes are ours.
 */
final class Html {

    private final StringBuilder out = new StringBuilder(16_384);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes come as name and value in turn. */
    Html open(String name, String... attributes) {
        start(name, attributes).append('>');
        open.push(name);
        return this;
    }

    /** Closes the innermost element. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Html leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element that has no content, such as a line of a chart. */
    Html empty(String name, String... attributes) {
        start(name, attributes).append("/>");
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** The page; every element must be closed. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("the element " + open.peek() + " is not closed");
        }
        return "<!DOCTYPE html>" + out;
    }

    /** Adds our own style sheet, which holds nothing from outside. */
    Html style(String sheet) {
        out.append("<style>").append(sheet).append("</style>");
        return this;
    }

    private StringBuilder start(String name, String... attributes) {
        out.append('<').append(name);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String text) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\'' -> out.append("&#39;");
                        default -> out.appendCodePoint(isShown(c) ? c : '\uFFFD');
                    }
                });
    }

    /** Control characters, lone surrogates and what turns the direction of text are not. */
    private static boolean isShown(int c) {
        var type = Character.getType(c);
        return c == '\n'
                || c == '\t'
                || (type != Character.CONTROL
                        && type != Character.SURROGATE
                        && !(c >= 0x202A && c <= 0x202E)
                        && !(c >= 0x2066 && c <= 0x2069));
    }
}
