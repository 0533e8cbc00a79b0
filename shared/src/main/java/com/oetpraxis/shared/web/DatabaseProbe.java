package com.oetpraxis.shared.web;

import java.sql.SQLException;
import javax.sql.DataSource;

/** PostgreSQL, without which no service with a schema works. */
record DatabaseProbe(DataSource database) implements DependencyProbe {

    private static final int TIMEOUT_SECONDS = 1;

    @Override
    public String healthName() {
        return "database";
    }

    @Override
    public String readyName() {
        return "database";
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public boolean isUp() {
        try (var connection = database.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
