package com.oetpraxis.user.account;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.security.Role;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.legal.LegalService;
import com.oetpraxis.user.secret.OpaqueToken;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.relational.core.conversion.DbActionExecutionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts: making them, proving their address, changing and finding them. */
@Service
public class AccountService {

    private static final Logger log = LoggerFactory.getLogger(AccountService.class);

    private final UserRepository users;
    private final VerificationTokens verifications;
    private final Professions professions;
    private final LegalService legal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    AccountService(
            UserRepository users,
            VerificationTokens verifications,
            Professions professions,
            LegalService legal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.users = users;
        this.verifications = verifications;
        this.professions = professions;
        this.legal = legal;
        this.jdbc = jdbc;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a learner tells at registration.
     *
     * @param acceptsTerms of the version in force
     * @param address the client's IP address
     */
    record Registration(
            String email,
            String fullName,
            String profession,
            @Nullable Integer yearsExperience,
            boolean acceptsTerms,
            @Nullable String termsVersion,
            String address) {}

    /**
     * @throws ProblemException UNPROCESSABLE for a profession or version that is not on offer;
     *     EMAIL_TAKEN
     */
    @Transactional(propagation = Propagation.MANDATORY)
    User register(Registration registration, String hashedPassword) {
        if (!professions.isActive(registration.profession())) {
            throw unknownProfession();
        }
        var version = registration.termsVersion();
        if (version != null && !version.equals(legal.termsVersion())) {
            throw ProblemException.field(
                    CommonProblem.UNPROCESSABLE,
                    "termsVersion",
                    "is not in force; the version in force is " + legal.termsVersion());
        }
        var user =
                insert(
                        User.register(
                                ids.next(),
                                registration.email(),
                                hashedPassword,
                                registration.fullName(),
                                registration.profession(),
                                registration.yearsExperience(),
                                clock.instant()));
        if (registration.acceptsTerms()) {
            legal.acceptTerms(user.id(), registration.address());
        }
        log.info("Registered {} {}", user.role().code(), user.id());
        return user;
    }

    /**
     * Proves the address that the token was sent to.
     *
     * @throws ProblemException VERIFICATION_LINK_INVALID if it is unknown, used or too old
     */
    @Transactional
    void verifyEmail(OpaqueToken token) {
        var userId =
                verifications
                        .redeem(token)
                        .orElseThrow(() ->
                                new ProblemException(
                                        AccountProblem.VERIFICATION_LINK_INVALID,
                                        "This verification link was used already, is too old or"
                                                + " is not one of ours. Sign in and ask for a new"
                                                + " one."));
        users.save(get(userId).verifyEmail(clock.instant()));
        log.info("Verified the address of {}", userId);
    }

    /** Sends the mail again, if there is something to verify; the caller learns nothing of it. */
    @Transactional
    void requestVerification(String email) {
        users.findByEmail(email)
                .filter(user -> user.isActive() && !user.isEmailVerified())
                .filter(user -> verifications.mayMail(user.id()))
                .ifPresent(user -> events.publishEvent(new VerificationRequested(user.id())));
    }

    /**
     * Changes what is given.
     *
     * @throws ProblemException UNPROCESSABLE for a profession that is not on offer
     */
    @Transactional
    public User update(UUID userId, @Nullable String fullName, @Nullable String profession) {
        if (profession != null && !professions.isActive(profession)) {
            throw unknownProfession();
        }
        var user = get(userId);
        return user.update(fullName, profession, clock.instant()) ? users.save(user) : user;
    }

    /** The account of this address, whatever its case. */
    public Optional<User> findByEmail(String email) {
        return users.findByEmail(email);
    }

    public Optional<User> find(UUID userId) {
        return users.findById(userId);
    }

    /**
     * @throws ProblemException ACCOUNT_NOT_FOUND
     */
    public User get(UUID userId) {
        return users.findById(userId)
                .orElseThrow(() ->
                        new ProblemException(
                                AccountProblem.ACCOUNT_NOT_FOUND,
                                "There is no account with this id."));
    }

    /** Sets {@code last_login_at} in the caller's transaction (BR-23). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordLogin(UUID userId) {
        jdbc.sql("update users set last_login_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), userId)
                .update();
    }

    /**
     * Lets a second-factor code through once: each of its time steps is taken at most once and in
     * rising order (RFC 6238, 5.2).
     *
     * @return false if this step or a later one was taken before
     */
    @Transactional
    public boolean takeMfaStep(UUID userId, long step) {
        return jdbc.sql(
                                """
                                update users set mfa_last_step = ?
                                where id = ? and (mfa_last_step is null or mfa_last_step < ?)
                                """)
                        .params(step, userId, step)
                        .update()
                == 1;
    }

    /**
     * A verified account under a fixed id, for the demo sign-ins; made once, and its password and
     * second factor kept as given.
     *
     * @param mfaSecret encrypted; null for learners
     */
    @Transactional
    public void provide(
            UUID id,
            String email,
            String fullName,
            Role role,
            @Nullable String profession,
            String hashedPassword,
            byte @Nullable [] mfaSecret) {
        var now = clock.instant();
        var known = users.findById(id).orElse(null);
        if (known != null) {
            known.setCredentials(hashedPassword, mfaSecret, now);
            users.save(known);
            return;
        }
        var user =
                profession == null
                        ? User.staff(id, email, hashedPassword, fullName, role, now)
                        : User.register(id, email, hashedPassword, fullName, profession, null, now);
        user.setCredentials(hashedPassword, mfaSecret, now);
        insert(user.verifyEmail(now));
        legal.acceptTerms(id, "127.0.0.1");
    }

    private User insert(User user) {
        try {
            var saved = users.save(user);
            var now = Timestamp.from(clock.instant());
            jdbc.sql("insert into user_settings (user_id, created_at, updated_at) values (?, ?, ?)")
                    .params(user.id(), now, now)
                    .update();
            return saved;
        } catch (DuplicateKeyException e) {
            throw taken();
        } catch (DbActionExecutionException e) {
            throw e.getCause() instanceof DuplicateKeyException ? taken() : rethrown(e);
        }
    }

    private static ProblemException taken() {
        return new ProblemException(
                AccountProblem.EMAIL_TAKEN,
                "There is an account with this address already; sign in, or ask for a new"
                        + " password.");
    }

    private static RuntimeException rethrown(DbActionExecutionException e) {
        return e.getCause() instanceof DataAccessException cause ? cause : e;
    }

    private static ProblemException unknownProfession() {
        return ProblemException.field(
                CommonProblem.UNPROCESSABLE, "profession", "is not one of the active professions");
    }
}
