package com.oetpraxis.user.legal;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One version of a text that learners are shown.
 *
 * @param type {@code terms}, {@code privacy} or {@code data-policy}
 * @param version such as {@code 1.0}, unique per type
 * @param content Markdown
 * @param effectiveDate the first day it is in force, UTC
 */
record LegalDocument(
        UUID id,
        String type,
        String version,
        String title,
        String content,
        LocalDate effectiveDate) {}
