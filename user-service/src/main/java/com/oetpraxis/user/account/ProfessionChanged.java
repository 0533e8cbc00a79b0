package com.oetpraxis.user.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user practises another profession from now on (BR-22); EV-10.
 *
 * @param from null where there was none before
 */
public record ProfessionChanged(UUID userId, @Nullable String from, String to) {}
