package com.oetpraxis.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.oetpraxis.shared.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class UserTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID ID = UUID.randomUUID();

    private final User learner =
            User.register(ID, "ana@example.org", "hash", "Ana Lima", "nurse", 4, NOON);

    @Test
    void startsUnverifiedAndActiveAsALearner() {
        assertThat(learner.isEmailVerified()).isFalse();
        assertThat(learner.isActive()).isTrue();
        assertThat(learner.role()).isEqualTo(Role.USER);
        assertThat(learner.needsSecondFactor()).isFalse();
        assertThat(events()).containsExactly(new UserRegistered(ID, "nurse", "user"));
    }

    @Test
    void isVerifiedOnce() {
        learner.verifyEmail(NOON).verifyEmail(NOON);

        assertThat(learner.isEmailVerified()).isTrue();
        assertThat(events())
                .containsExactly(new UserRegistered(ID, "nurse", "user"), new EmailVerified(ID));
    }

    @Test
    void announcesANewProfession() {
        assertThat(learner.update(null, "doctor", NOON.plusSeconds(1))).isTrue();

        assertThat(learner.profession()).isEqualTo("doctor");
        assertThat(learner.updatedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(events())
                .contains(new ProfessionChanged(ID, "nurse", "doctor"), new ProfileUpdated(ID));
    }

    @Test
    void announcesNothingWhereNothingChanges() {
        assertThat(learner.update("Ana Lima", "nurse", NOON.plusSeconds(1))).isFalse();

        assertThat(learner.updatedAt()).isEqualTo(NOON);
        assertThat(events()).hasSize(1);
    }

    @Test
    void needsASecondFactorAsStaff() {
        for (var role : new Role[] {Role.REVIEWER, Role.SUPPORT, Role.ADMIN}) {
            var staff = User.staff(ID, "staff@example.org", "hash", null, role, NOON);
            assertThat(staff.needsSecondFactor()).isTrue();
            assertThat(staff.profession()).isNull();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> User.staff(ID, "a@example.org", "hash", null, Role.USER, NOON));
    }

    private List<Object> events() {
        var events = ReflectionTestUtils.<Collection<?>>invokeMethod(learner, "domainEvents");
        return events == null ? List.of() : new ArrayList<>(events);
    }
}
