/**
 * What happened, told to other services: the outbox and its relay, subscriptions and dead letters.
 */
@NullMarked
package com.oetpraxis.shared.event;

import org.jspecify.annotations.NullMarked;
