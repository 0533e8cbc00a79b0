package com.oetpraxis.user.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

interface UserRepository extends Repository<User, UUID> {

    User save(User user);

    Optional<User> findById(UUID id);

    @Query("select * from users where lower(email) = lower(:email)")
    Optional<User> findByEmail(@Param("email") String email);
}
