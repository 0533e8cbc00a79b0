package com.oetpraxis.user.signin;

import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** EP-03, EP-51, EP-52. */
@RestController
@RequestMapping("/v1/auth")
class SignInController {

    private final SignInService signIns;

    SignInController(SignInService signIns) {
        this.signIns = signIns;
    }

    /**
     * @param email the account's address, in any case
     * @param password as registered
     * @param mfaCode six digits; for every role but {@code user}
     */
    record LoginRequest(
            @NotBlank @Size(max = 255) String email,
            @NotBlank @Size(max = 200) String password,
            @Nullable @Pattern(regexp = "[0-9]{6}", message = "must be six digits")
                    String mfaCode) {}

    /**
     * @param refreshToken the latest one
     */
    record RefreshRequest(@NotBlank @Size(max = OpaqueToken.MAX_LENGTH) String refreshToken) {}

    /**
     * @param accessToken for the header Authorization, after Bearer
     * @param refreshToken good once, for seven days
     * @param expiresIn seconds that the access token lives
     */
    record TokenResponse(String accessToken, String refreshToken, long expiresIn) {}

    /** Signs in with a password, and staff with a second factor. */
    @Refuses(
            status = 401,
            when =
                    "AUTH001: address or password is wrong; AUTH005: mfaCode is missing, wrong or was used")
    @Refuses(status = 403, when = "PER001 ACCOUNT_NOT_ACTIVE")
    @Refuses(status = 429, when = "GATEWAY_002: too many failed sign-ins")
    @Refuses(status = 503, when = "GATEWAY_001: too many sign-ins at once")
    @PostMapping("/login")
    ResponseEntity<TokenResponse> login(
            @Valid @RequestBody LoginRequest request, HttpServletRequest http) {
        var credentials =
                new SignInService.Credentials(
                        request.email().strip(), request.password(), request.mfaCode());
        return response(signIns.signIn(credentials, http.getRemoteAddr()));
    }

    /** Exchanges a refresh token for a new pair; using one twice ends the sign-in. */
    @Refuses(
            status = 401,
            when = "AUTH002: the refresh token has expired; AUTH003: it is not valid any more")
    @Refuses(status = 403, when = "PER001 ACCOUNT_NOT_ACTIVE")
    @PostMapping("/refresh")
    ResponseEntity<TokenResponse> refresh(@Valid @RequestBody RefreshRequest request) {
        return response(signIns.refresh(new OpaqueToken(request.refreshToken())));
    }

    /** Ends the sign-in that the refresh token belongs to, with its access tokens. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(CurrentUser user, @Valid @RequestBody RefreshRequest request) {
        signIns.signOut(user.id(), new OpaqueToken(request.refreshToken()));
    }

    private static ResponseEntity<TokenResponse> response(SignInService.Tokens tokens) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new TokenResponse(
                                tokens.accessToken(),
                                tokens.refreshToken().value(),
                                AccessTokens.LIFETIME.toSeconds()));
    }
}
