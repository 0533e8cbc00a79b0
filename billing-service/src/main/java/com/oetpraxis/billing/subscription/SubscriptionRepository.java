package com.oetpraxis.billing.subscription;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface SubscriptionRepository extends Repository<Subscription, UUID> {

    Optional<Subscription> findByUserIdAndProductAndStatusNot(
            UUID userId, String product, String status);

    Subscription save(Subscription subscription);
}
