package com.oetpraxis.session.practice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** The table {@code sessions} (TB-04); every change holds the row's lock. */
interface PracticeSessionRepository extends Repository<PracticeSession, UUID> {

    PracticeSession save(PracticeSession session);

    boolean existsById(UUID id);

    Optional<PracticeSession> findById(UUID id);

    Optional<PracticeSession> findByIdAndUserId(UUID id, UUID userId);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<PracticeSession> findLockedById(UUID id);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<PracticeSession> findLockedByIdAndUserId(UUID id, UUID userId);

    List<PracticeSession> findByUserIdAndStatusInOrderByCreatedAtDescIdDesc(
            UUID userId, List<String> status, Pageable page);

    long countByUserIdAndStatusIn(UUID userId, List<String> status);
}
