package com.oetpraxis.session.marking;

import com.oetpraxis.session.marking.MarkingCase.Adjudication;
import com.oetpraxis.session.marking.MarkingCase.Given;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code marking_cases} and {@code marking_marks}. */
@Repository
class MarkingCases {

    /** As in the exam, two people mark on their own (oet-domain 1.1). */
    static final int MARKS_NEEDED = 2;

    private static final String COLUMNS =
            """
            select id, session_id, report_id, reason, requested_at, adjudicated_marks,
                   adjudication_comment, adjudicated_at
            from marking_cases
            """;

    /** Cases that still want marks, but for those of the caller. */
    private static final String OPEN =
            """
            from marking_cases c
            where adjudicated_at is null
              and (select count(*) from marking_marks m where m.case_id = c.id) < :needed
              and not exists (
                  select 1 from marking_marks m where m.case_id = c.id and m.reviewer_id = :reviewer)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;

    MarkingCases(JdbcClient jdbc, JsonMapper json, Ids ids) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
    }

    /** The machine's marks beside those of people. */
    record Marked(JsonNode machine, List<Given> given, @Nullable Adjudication adjudicated) {}

    /** Opens the session's case; does nothing where it is open already. */
    void open(UUID sessionId, UUID reportId, UUID userId, @Nullable String reason, Instant now) {
        jdbc.sql(
                        """
                        insert into marking_cases
                            (id, session_id, report_id, user_id, reason, requested_at)
                        values (?, ?, ?, ?, ?, ?) on conflict (session_id) do nothing
                        """)
                .params(
                        Arrays.asList(
                                ids.next(),
                                sessionId,
                                reportId,
                                userId,
                                reason,
                                Timestamp.from(now)))
                .update();
    }

    Optional<MarkingCase> ofSession(UUID sessionId) {
        return jdbc.sql(COLUMNS + "where session_id = ?")
                .param(sessionId)
                .query(this::marking)
                .optional();
    }

    Optional<MarkingCase> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?").param(id).query(this::marking).optional();
    }

    /** Held until the transaction ends. */
    Optional<MarkingCase> findLocked(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ? for update")
                .param(id)
                .query(this::marking)
                .optional();
    }

    /** What the reviewer can mark, the longest waiting first. */
    List<UUID> queue(UUID reviewerId, PageQuery page) {
        return jdbc.sql(
                        "select id "
                                + OPEN
                                + " order by requested_at, id limit :limit offset :offset")
                .param("needed", MARKS_NEEDED)
                .param("reviewer", reviewerId)
                .param("limit", page.limit())
                .param("offset", page.offset())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    long queueLength(UUID reviewerId) {
        return jdbc.sql("select count(*) " + OPEN)
                .param("needed", MARKS_NEEDED)
                .param("reviewer", reviewerId)
                .query(Long.class)
                .single();
    }

    List<Given> given(UUID caseId) {
        return jdbc.sql(
                        """
                        select reviewer_id, marks, comment, created_at from marking_marks
                        where case_id = ? order by created_at, id
                        """)
                .param(caseId)
                .query(this::mark)
                .list();
    }

    /** Adds a reviewer's marks; false where there are some of this reviewer. */
    boolean add(UUID caseId, UUID reviewerId, Marks marks, @Nullable String comment, Instant now) {
        return jdbc.sql(
                                """
                                insert into marking_marks
                                    (id, case_id, reviewer_id, marks, comment, created_at)
                                values (?, ?, ?, ?::jsonb, ?, ?)
                                on conflict (case_id, reviewer_id) do nothing
                                """)
                        .params(
                                Arrays.asList(
                                        ids.next(),
                                        caseId,
                                        reviewerId,
                                        json.writeValueAsString(marks),
                                        comment,
                                        Timestamp.from(now)))
                        .update()
                == 1;
    }

    void adjudicate(UUID id, UUID by, Marks marks, @Nullable String comment, Instant now) {
        jdbc.sql(
                        """
                        update marking_cases
                        set adjudicated_by = ?, adjudicated_marks = ?::jsonb,
                            adjudication_comment = ?, adjudicated_at = ?
                        where id = ?
                        """)
                .params(
                        Arrays.asList(
                                by,
                                json.writeValueAsString(marks),
                                comment,
                                Timestamp.from(now),
                                id))
                .update();
    }

    /** The scorer's criteria of the report that a case is about. */
    JsonNode machine(UUID reportId) {
        return jdbc.sql("select score -> 'criteria' from feedback_reports where id = ?")
                .param(reportId)
                .query((row, n) -> json.readTree(row.getString(1)))
                .single();
    }

    /** All cases with marks. */
    List<Marked> marked() {
        return jdbc
                .sql(
                        COLUMNS
                                + """
                                where exists (
                                    select 1 from marking_marks m where m.case_id = marking_cases.id)
                                order by requested_at, id
                                """)
                .query(this::marking)
                .list()
                .stream()
                .map(found ->
                        new Marked(
                                machine(found.reportId()), given(found.id()), found.adjudicated()))
                .toList();
    }

    private MarkingCase marking(ResultSet row, int number) throws SQLException {
        var adjudicated = row.getString("adjudicated_marks");
        return new MarkingCase(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("report_id", UUID.class),
                row.getString("reason"),
                row.getTimestamp("requested_at").toInstant(),
                adjudicated == null
                        ? null
                        : new Adjudication(
                                json.readValue(adjudicated, Marks.class),
                                row.getString("adjudication_comment"),
                                row.getTimestamp("adjudicated_at").toInstant()));
    }

    private Given mark(ResultSet row, int number) throws SQLException {
        return new Given(
                row.getObject("reviewer_id", UUID.class),
                json.readValue(row.getString("marks"), Marks.class),
                row.getString("comment"),
                row.getTimestamp("created_at").toInstant());
    }
}
