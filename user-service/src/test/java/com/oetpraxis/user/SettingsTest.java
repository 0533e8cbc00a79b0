package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.user.site.SiteProperties;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Defaults that others rely on, in properties and in the schema. */
@UserServiceTest
class SettingsTest {

    @Autowired private SiteProperties site;
    @Autowired private TopicProperties topics;
    @Autowired private JdbcClient jdbc;
    @Autowired private Fixtures.Caller caller;

    @Test
    void ofPropertiesAreThoseOfTheDesign() {
        assertThat(site.publicUrl()).isEqualTo("http://localhost:8000");
        assertThat(site.verifiedUrl()).isEqualTo("http://localhost:8000/?verified=true");
        assertThat(topics.partitions()).isEqualTo(1);
    }

    /** Catalogue ch. 15. */
    @Test
    void ofANewAccountAreThoseOfTheCatalogue() {
        var id = caller.register(Fixtures.Caller.newEmail());

        var row =
                jdbc.sql("select * from user_settings where user_id = ?")
                        .param(id)
                        .query()
                        .singleRow();

        var values =
                Map.ofEntries(
                        Map.entry("language", (Object) "en"),
                        Map.entry("timezone", "America/New_York"),
                        Map.entry("theme", "light"),
                        Map.entry("email_practice_reminders", true),
                        Map.entry("email_feedback_reports", true),
                        Map.entry("email_new_scenarios", false),
                        Map.entry("email_weekly_digest", false),
                        Map.entry("in_app_practice_reminders", true),
                        Map.entry("in_app_feedback_ready", true),
                        Map.entry("in_app_system_updates", false),
                        Map.entry("font_size", "16px"),
                        Map.entry("high_contrast", false),
                        Map.entry("screen_reader", false));
        assertThat(row).containsAllEntriesOf(values);
    }

    @Test
    void haveEveryTableOfTheCatalogue() {
        var tables =
                new HashSet<>(
                        jdbc.sql(
                                        "select table_name from information_schema.tables where"
                                                + " table_schema = current_schema()")
                                .query(String.class)
                                .list());

        assertThat(tables)
                .containsAll(
                        Set.of(
                                "users",
                                "audit_logs",
                                "audit_logs_default",
                                "user_settings",
                                "refresh_tokens",
                                "one_time_tokens",
                                "legal_documents",
                                "legal_acceptances",
                                "notifications",
                                "outbox_events",
                                "idempotency_keys",
                                "user_plan",
                                "professions",
                                "signing_keys"));
    }

    @Test
    void haveFourActiveProfessionsAndEightThatAreNot() {
        assertThat(
                        jdbc.sql("select code || '=' || exam_name from professions where active")
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder(
                        "doctor=medicine",
                        "nurse=nursing",
                        "dentist=dentistry",
                        "physiotherapist=physiotherapy");
        assertThat(
                        jdbc.sql("select count(*) from professions where not active")
                                .query(Integer.class)
                                .single())
                .isEqualTo(8);
    }
}
