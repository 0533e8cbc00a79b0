package com.oetpraxis.user.account;

import com.oetpraxis.shared.security.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** A person with an account (TB-01): a learner, or one of the staff. */
@Table("users")
public final class User extends AbstractAggregateRoot<User> {

    @Id private final UUID id;
    private final String email;
    private String hashedPassword;
    private @Nullable String fullName;
    private final String role;
    private @Nullable String profession;

    @Column("is_email_verified")
    private boolean emailVerified;

    /** Written by each sign-in on its own, past this aggregate and its version. */
    @ReadOnlyProperty private final @Nullable Instant lastLoginAt;

    private final Instant createdAt;
    private Instant updatedAt;
    private final String status;
    private byte @Nullable [] mfaSecret;
    private boolean mfaEnabled;
    private final @Nullable Integer yearsExperience;
    @Version private int version;

    @PersistenceCreator
    private User(
            UUID id,
            String email,
            String hashedPassword,
            @Nullable String fullName,
            String role,
            @Nullable String profession,
            boolean emailVerified,
            @Nullable Instant lastLoginAt,
            Instant createdAt,
            Instant updatedAt,
            String status,
            byte @Nullable [] mfaSecret,
            boolean mfaEnabled,
            @Nullable Integer yearsExperience,
            int version) {
        this.id = id;
        this.email = email;
        this.hashedPassword = hashedPassword;
        this.fullName = fullName;
        this.role = role;
        this.profession = profession;
        this.emailVerified = emailVerified;
        this.lastLoginAt = lastLoginAt;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.status = status;
        this.mfaSecret = mfaSecret;
        this.mfaEnabled = mfaEnabled;
        this.yearsExperience = yearsExperience;
        this.version = version;
    }

    /**
     * A learner who has just signed up; the address is not proven yet.
     *
     * @param profession the code of an active profession
     * @param yearsExperience 0 to 70, null where not told
     */
    static User register(
            UUID id,
            String email,
            String hashedPassword,
            String fullName,
            String profession,
            @Nullable Integer yearsExperience,
            Instant now) {
        return create(
                id, email, hashedPassword, fullName, Role.USER, profession, yearsExperience, now);
    }

    /** One of the staff, who practises no profession here. */
    static User staff(
            UUID id,
            String email,
            String hashedPassword,
            @Nullable String fullName,
            Role role,
            Instant now) {
        if (role == Role.USER) {
            throw new IllegalArgumentException("a learner is no staff");
        }
        return create(id, email, hashedPassword, fullName, role, null, null, now);
    }

    private static User create(
            UUID id,
            String email,
            String hashedPassword,
            @Nullable String fullName,
            Role role,
            @Nullable String profession,
            @Nullable Integer yearsExperience,
            Instant now) {
        var user =
                new User(
                        id,
                        email,
                        hashedPassword,
                        fullName,
                        role.code(),
                        profession,
                        false,
                        null,
                        now,
                        now,
                        AccountStatus.ACTIVE.code(),
                        null,
                        false,
                        yearsExperience,
                        0);
        user.registerEvent(new UserRegistered(id, profession, role.code()));
        return user;
    }

    /** The address is proven; a second time changes nothing. */
    User verifyEmail(Instant now) {
        if (!emailVerified) {
            emailVerified = true;
            updatedAt = now;
            registerEvent(new EmailVerified(id));
        }
        return this;
    }

    /**
     * Changes what is given.
     *
     * @return whether anything is different now
     */
    boolean update(@Nullable String newName, @Nullable String newProfession, Instant now) {
        var renamed = newName != null && !newName.equals(fullName);
        var moved = newProfession != null && !newProfession.equals(profession);
        if (!renamed && !moved) {
            return false;
        }
        updatedAt = now;
        registerEvent(new ProfileUpdated(id));
        if (renamed) {
            fullName = newName;
        }
        if (newProfession != null && moved) {
            registerEvent(new ProfessionChanged(id, profession, newProfession));
            profession = newProfession;
        }
        return true;
    }

    void setCredentials(String newHash, byte @Nullable [] encryptedMfaSecret, Instant now) {
        hashedPassword = newHash;
        mfaSecret = encryptedMfaSecret;
        mfaEnabled = encryptedMfaSecret != null;
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    /** As it was given at registration; compared without case (BR-16). */
    public String email() {
        return email;
    }

    /** Argon2id, with its parameters. */
    public String hashedPassword() {
        return hashedPassword;
    }

    /** Null for some of the staff (CX-63). */
    public @Nullable String fullName() {
        return fullName;
    }

    public Role role() {
        return Role.of(role);
    }

    /** The API code; null for staff. */
    public @Nullable String profession() {
        return profession;
    }

    public boolean isEmailVerified() {
        return emailVerified;
    }

    /** Null before the first sign-in. */
    public @Nullable Instant lastLoginAt() {
        return lastLoginAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public AccountStatus status() {
        return AccountStatus.of(status);
    }

    public boolean isActive() {
        return status() == AccountStatus.ACTIVE;
    }

    /** The encrypted secret of the second factor, null where there is none. */
    public byte @Nullable [] mfaSecret() {
        return mfaSecret == null ? null : mfaSecret.clone();
    }

    /** BR-24: staff always, learners who asked for it. */
    public boolean needsSecondFactor() {
        return mfaEnabled || role() != Role.USER;
    }

    /** 0 to 70; null where not told. */
    public @Nullable Integer yearsExperience() {
        return yearsExperience;
    }

    int version() {
        return version;
    }
}
