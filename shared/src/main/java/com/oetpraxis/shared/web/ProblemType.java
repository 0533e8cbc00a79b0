package com.oetpraxis.shared.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** One kind of error a feature answers with; a feature lists its own in one enum. */
public interface ProblemType {

    HttpStatus status();

    /** The stable code of catalogue 18.3, such as {@code RES001}. */
    String code();

    /** One short sentence, the same for every occurrence. */
    String title();

    /** The constant's name; the last part of {@link #uri()} is made from it. */
    String name();

    /** The stable {@code type} of the problem (RFC 9457), such as {@code /problems/not-found}. */
    default String uri() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
