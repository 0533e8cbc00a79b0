package com.oetpraxis.user.legal;

import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.user.site.SiteProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** EP-28, EP-29, EP-99. */
@RestController
@RequestMapping("/v1/legal")
class LegalController {

    private final LegalService legal;
    private final SiteProperties site;

    LegalController(LegalService legal, SiteProperties site) {
        this.legal = legal;
        this.site = site;
    }

    /**
     * @param type such as {@code terms}
     * @param version to be sent with the acceptance
     * @param effectiveDate in force since
     * @param url of the text
     */
    record DocumentSummary(
            UUID id, String type, String version, LocalDate effectiveDate, String url) {}

    record DocumentsResponse(List<DocumentSummary> documents, Pagination.Current pagination) {}

    /**
     * @param content Markdown
     */
    record DocumentResponse(
            UUID id,
            String type,
            String version,
            LocalDate effectiveDate,
            String title,
            String content) {}

    /**
     * @param documentId of the document in force
     * @param version the version that was shown
     */
    record AcceptRequest(@NotNull UUID documentId, @NotBlank @Size(max = 20) String version) {}

    /**
     * @param accepted always true
     * @param timestamp of the first acceptance
     */
    record AcceptResponse(boolean accepted, Instant timestamp) {}

    /** The legal documents in force. */
    @GetMapping("/documents")
    DocumentsResponse documents(PageQuery page) {
        var all = legal.inForce();
        return new DocumentsResponse(
                all.stream().skip(page.offset()).limit(page.limit()).map(this::summary).toList(),
                new Pagination(page, all.size()).current());
    }

    /**
     * One version of a legal document, in force or superseded.
     *
     * @param id of the version
     */
    @GetMapping("/documents/{id}")
    DocumentResponse document(@PathVariable UUID id) {
        var document = legal.find(id);
        return new DocumentResponse(
                document.id(),
                document.type(),
                document.version(),
                document.effectiveDate(),
                document.title(),
                document.content());
    }

    /** Records the caller's consent with time and address. */
    @Refuses(status = 404, when = "RES001: no such document")
    @Refuses(status = 409, when = "RES002 DOCUMENT_SUPERSEDED: a newer version is in force")
    @PostMapping("/accept")
    AcceptResponse accept(
            CurrentUser user, @Valid @RequestBody AcceptRequest request, HttpServletRequest http) {
        var at =
                legal.accept(
                        user.id(), request.documentId(), request.version(), http.getRemoteAddr());
        return new AcceptResponse(true, at);
    }

    private DocumentSummary summary(LegalDocument document) {
        return new DocumentSummary(
                document.id(),
                document.type(),
                document.version(),
                document.effectiveDate(),
                site.url("/v1/legal/documents/" + document.id()));
    }
}
