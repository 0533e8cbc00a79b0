package com.oetpraxis.user.account;

import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.web.IdempotentCall;
import com.oetpraxis.shared.web.UnprocessableOnInvalid;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.site.SiteProperties;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** EP-01, EP-02, EP-53. */
@RestController
@RequestMapping(path = "/v1/auth", produces = MediaType.APPLICATION_JSON_VALUE)
class RegistrationController {

    private final AccountService accounts;
    private final Passwords passwords;
    private final VerificationTokens verifications;
    private final LocalProfile local;
    private final SiteProperties site;

    RegistrationController(
            AccountService accounts,
            Passwords passwords,
            VerificationTokens verifications,
            LocalProfile local,
            SiteProperties site) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.verifications = verifications;
        this.local = local;
        this.site = site;
    }

    /**
     * @param email not used by another account
     * @param password BR-17
     * @param fullName as the learner wants to be called
     * @param profession the code of an active profession
     * @param acceptTerms true accepts the terms in force (GP-21)
     * @param termsVersion the version that was shown; that in force if left out
     * @param yearsExperience in the profession
     */
    record RegisterRequest(
            @NotNull @Size(max = 255) @Pattern(regexp = Address.PATTERN, message = Address.MESSAGE)
                    String email,
            @NotNull
                    @Size(min = 8, max = 200)
                    @Pattern(
                            regexp = "[\\s\\S]*\\p{Lu}[\\s\\S]*",
                            message = "needs an upper-case letter")
                    @Pattern(regexp = "[\\s\\S]*[0-9][\\s\\S]*", message = "needs a digit")
                    String password,
            @NotBlank
                    @Size(max = 255)
                    @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                    String fullName,
            @NotBlank @Size(max = 50) @OnOffer String profession,
            @Nullable Boolean acceptTerms,
            @Nullable @Size(max = 20) @TermsInForce String termsVersion,
            @Nullable @Min(0) @Max(70) Integer yearsExperience) {}

    /**
     * @param userId of the new account
     * @param email as it is stored
     * @param verificationToken only in the {@code local} profile, else null (CX-04)
     */
    record RegisterResponse(UUID userId, String email, @Nullable String verificationToken) {}

    /**
     * @param token of the mail
     */
    record VerifyRequest(@NotBlank @Size(max = OpaqueToken.MAX_LENGTH) String token) {}

    /**
     * @param verified always true
     * @param redirectUrl where a browser goes on
     */
    record VerifyResponse(boolean verified, String redirectUrl) {}

    /**
     * @param email of the account
     */
    record ResendRequest(
            @NotNull @Size(max = 255) @Pattern(regexp = Address.PATTERN, message = Address.MESSAGE)
                    String email) {}

    /**
     * @param message the same whether there is an account or not
     */
    record ResendResponse(String message) {}

    /** Opens a learner's account and mails a link that confirms its address. */
    @Refuses(status = 409, when = "RES002 EMAIL_TAKEN: the address has an account")
    @Refuses(status = 503, when = "GATEWAY_001: too many registrations at once")
    @PostMapping("/register")
    @UnprocessableOnInvalid
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = RegisterResponse.class)))
    ResponseEntity<?> register(
            IdempotentCall call,
            @Valid @RequestBody RegisterRequest request,
            HttpServletRequest http) {
        var registration =
                new AccountService.Registration(
                        request.email(),
                        request.fullName().strip(),
                        request.profession(),
                        request.yearsExperience(),
                        Boolean.TRUE.equals(request.acceptTerms()),
                        request.termsVersion(),
                        http.getRemoteAddr());
        return call.run(
                () -> passwords.hash(request.password()),
                hash -> {
                    var user = accounts.register(registration, hash);
                    var token = local.isActive() ? verifications.issue(user.id()).value() : null;
                    return ResponseEntity.created(URI.create("/v1/users/me"))
                            .body(new RegisterResponse(user.id(), user.email(), token));
                });
    }

    /** Confirms an address with the token of the mail. */
    @Refuses(status = 400, when = "VAL001: the link was used, is too old or was never valid")
    @PostMapping(path = "/verify-email", consumes = MediaType.APPLICATION_JSON_VALUE)
    VerifyResponse verify(@Valid @RequestBody VerifyRequest request) {
        accounts.verifyEmail(new OpaqueToken(request.token()));
        return new VerifyResponse(true, site.verifiedUrl());
    }

    /**
     * Sends the confirmation mail again; the answer does not tell whether there is such an account.
     */
    @PostMapping("/resend-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResendResponse resend(@Valid @RequestBody ResendRequest request) {
        accounts.requestVerification(request.email());
        return new ResendResponse(
                "If an account with this address waits for its verification, a mail is on its"
                        + " way.");
    }
}
