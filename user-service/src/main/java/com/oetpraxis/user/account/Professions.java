package com.oetpraxis.user.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The professions of the exam; they are data (catalogue 1.3). */
@Component
class Professions {

    private final JdbcClient jdbc;

    Professions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether learners may choose the profession of this code. */
    boolean isActive(String code) {
        return jdbc.sql("select exists (select 1 from professions where code = ? and active)")
                .param(code)
                .query(Boolean.class)
                .single();
    }
}
