package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.devstack.server.Schema;
import com.oetpraxis.devstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tables promise by themselves. */
class SchemaTest extends ServiceTest {

    private static final String PERMISSION_DENIED = "42501";

    @Test
    void hasNoPlaceForSound() {
        var columns =
                jdbc.sql(
                                """
                                select table_name || '.' || column_name || ' ' || data_type
                                from information_schema.columns
                                where table_schema = current_schema()
                                  and (column_name ~* '(audio|sound|wav|pcm|opus|voice|recording)'
                                       or data_type in ('bytea', 'oid'))
                                """)
                        .query((row, n) -> row.getString(1))
                        .list();

        assertThat(columns).isEmpty();
    }

    @Test
    void keepsSessionsInMonthsByTheirId() {
        var id = create();

        var partition =
                jdbc.sql("select tableoid::regclass::text from sessions where id = ?::uuid")
                        .param(id)
                        .query((row, n) -> row.getString(1))
                        .single();
        assertThat(partition).matches("sessions_(\\d{4}_\\d{2}|default)");
        var month =
                jdbc.sql(
                                "select to_char(created_at at time zone 'UTC', 'YYYY_MM') from sessions where id = ?::uuid")
                        .param(id)
                        .query((row, n) -> row.getString(1))
                        .single();
        assertThat(partition).isEqualTo("sessions_" + month);
    }

    @Test
    void takesSessionsOfAnyOtherTime() {
        jdbc.sql(
                        """
                        insert into sessions
                            (id, user_id, scenario_id, scenario_version, scenario_code,
                             scenario_title, profession, time_limit_seconds, status, epoch,
                             last_turn, created_at, updated_at, last_heard_at, last_seen_at,
                             pause_seconds, ended_at, lock_version)
                        select ?, user_id, scenario_id, scenario_version, scenario_code,
                               scenario_title, profession, time_limit_seconds, 'cancelled', epoch,
                               last_turn, created_at, updated_at, last_heard_at, last_seen_at,
                               pause_seconds, now(), lock_version
                        from sessions where id = ?::uuid
                        """)
                .params(UUID.fromString("00000000-0000-7000-8000-000000000001"), create())
                .update();

        assertThat(jdbc.sql("select count(*) from sessions_default").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void neverLosesASessionWithTurns() {
        var id = talk();

        assertThatExceptionOfType(org.springframework.dao.DataIntegrityViolationException.class)
                .isThrownBy(() ->
                        jdbc.sql("delete from sessions where id = ?::uuid").param(id).update());
    }

    @ParameterizedTest
    @EnumSource(value = Schema.class, mode = EnumSource.Mode.EXCLUDE, names = "SESSIONS")
    void isClosedToOtherSchemas(Schema other) throws SQLException {
        var servers = TestServers.get();
        try (var connection =
                        DriverManager.getConnection(
                                servers.databaseUrl(),
                                Schema.SESSIONS.role(),
                                TestServers.PASSWORD);
                var sql = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            sql.execute("create table " + other.schemaName() + ".mine (id int)"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> sql.execute("select 1 from " + other.schemaName() + ".users"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Schema.class, mode = EnumSource.Mode.EXCLUDE, names = "SESSIONS")
    void isClosedToOtherRoles(Schema other) throws SQLException {
        var servers = TestServers.get();
        try (var connection =
                        DriverManager.getConnection(
                                servers.databaseUrl(), other.role(), TestServers.PASSWORD);
                var sql = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> sql.execute("select text from sessions.session_turns"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }
}
