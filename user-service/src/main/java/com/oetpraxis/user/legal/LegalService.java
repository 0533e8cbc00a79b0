package com.oetpraxis.user.legal;

import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The documents in force, and whether a user has accepted the terms among them (BR-73). */
@Service
public class LegalService {

    /** The one type without which nobody practises; the others inform. */
    private static final String TERMS = "terms";

    private static final String COLUMNS = "id, type, version, title, content, effective_date";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    LegalService(JdbcClient jdbc, Outbox outbox, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The version of each type that is in force today (UTC), ordered by type. */
    List<LegalDocument> inForce() {
        return jdbc.sql(
                        """
                        select distinct on (type) %s from legal_documents
                        where effective_date <= ? order by type, effective_date desc, created_at desc
                        """
                                .formatted(COLUMNS))
                .param(today())
                .query((rs, n) -> document(rs))
                .list();
    }

    /**
     * @throws ProblemException DOCUMENT_NOT_FOUND
     */
    LegalDocument find(UUID id) {
        return jdbc.sql("select %s from legal_documents where id = ?".formatted(COLUMNS))
                .param(id)
                .query((rs, n) -> document(rs))
                .optional()
                .orElseThrow(() ->
                        new ProblemException(
                                LegalProblem.DOCUMENT_NOT_FOUND,
                                "There is no legal document with this id."));
    }

    /** The version of the terms in force. */
    public String termsVersion() {
        return terms().version();
    }

    /**
     * Accepts the terms in force, in the caller's transaction.
     *
     * @param address the client's IP address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void acceptTerms(UUID userId, String address) {
        record(userId, terms(), address);
    }

    /**
     * Accepts one version; a second time changes nothing.
     *
     * @return when it was accepted first
     * @throws ProblemException DOCUMENT_NOT_FOUND; VALIDATION_FAILED if the document has another
     *     version; DOCUMENT_SUPERSEDED if a newer one is in force
     */
    @Transactional
    Instant accept(UUID userId, UUID documentId, String version, String address) {
        var document = find(documentId);
        if (!document.version().equals(version)) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED,
                    "version",
                    "is not the version of this document, which is " + document.version());
        }
        var superseded =
                inForce().stream()
                        .anyMatch(d ->
                                d.type().equals(document.type())
                                        && d.effectiveDate().isAfter(document.effectiveDate()));
        if (superseded) {
            throw new ProblemException(
                    LegalProblem.DOCUMENT_SUPERSEDED,
                    "A newer version of this document is in force; accept that one.");
        }
        return record(userId, document, address);
    }

    /** Whether the terms in force are accepted. */
    public boolean hasAcceptedTerms(UUID userId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from legal_acceptances
                                       where user_id = ? and document_id = ?)
                        """)
                .params(userId, terms().id())
                .query(Boolean.class)
                .single();
    }

    private Instant record(UUID userId, LegalDocument document, String address) {
        var now = clock.instant();
        var added =
                jdbc.sql(
                                """
                                insert into legal_acceptances
                                    (id, user_id, document_id, version, accepted_at, ip_address)
                                values (?, ?, ?, ?, ?, ?)
                                on conflict (user_id, document_id) do nothing
                                """)
                        .params(
                                ids.next(),
                                userId,
                                document.id(),
                                document.version(),
                                Timestamp.from(now),
                                address)
                        .update();
        if (added == 1) {
            var accepted = new LegalAccepted(userId, document.id(), document.version());
            outbox.publish(
                    new EventMessage(
                            "praxis.user", "user.legal_accepted", userId.toString(), accepted));
        }
        return jdbc.sql(
                        """
                        select accepted_at from legal_acceptances
                        where user_id = ? and document_id = ?
                        """)
                .params(userId, document.id())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private LegalDocument terms() {
        return inForce().stream()
                .filter(document -> document.type().equals(TERMS))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No terms are in force"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LegalDocument document(ResultSet rs) throws SQLException {
        return new LegalDocument(
                rs.getObject("id", UUID.class),
                rs.getString("type"),
                rs.getString("version"),
                rs.getString("title"),
                rs.getString("content"),
                rs.getObject("effective_date", LocalDate.class));
    }
}
