package com.oetpraxis.content;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.oetpraxis.devstack.server.Schema;
import com.oetpraxis.devstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaWallTest {

    private static final String PERMISSION_DENIED = "42501";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONTENT")
    void keepsContentOutOfTheSchemasOfOthers(Schema other) throws SQLException {
        var table = other.schemaName() + ".wall";
        as(other, "create table if not exists " + table + " (id integer)");

        assertThatNoException().isThrownBy(() -> as(other, "select * from " + table));
        for (var sql :
                new String[] {
                    "select * from " + table,
                    "insert into " + table + " values (1)",
                    "create table " + other.schemaName() + ".ours (id integer)"
                }) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> as(Schema.CONTENT, sql))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo(PERMISSION_DENIED);
        }
    }

    private static void as(Schema schema, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                TestServers.get().databaseUrl(),
                                schema.role(),
                                TestServers.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
