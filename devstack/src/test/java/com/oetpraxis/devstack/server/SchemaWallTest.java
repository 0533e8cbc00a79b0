package com.oetpraxis.devstack.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.oetpraxis.devstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaWallTest {

    private static final String PERMISSION_DENIED = "42501";

    static Stream<Arguments> pairs() {
        return Arrays.stream(Schema.values())
                .flatMap(own ->
                        Arrays.stream(Schema.values())
                                .filter(other -> other != own)
                                .map(other -> Arguments.of(own, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void keepsEachServiceOutOfTheSchemasOfOthers(Schema own, Schema other) throws SQLException {
        var table = other.schemaName() + ".wall";
        as(other, "create table if not exists " + table + " (id integer)");

        assertThatNoException().isThrownBy(() -> as(other, "select * from " + table));
        for (var sql :
                List.of(
                        "select * from " + table,
                        "insert into " + table + " values (1)",
                        "create table " + other.schemaName() + ".ours (id integer)")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> as(own, sql))
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
