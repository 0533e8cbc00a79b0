package com.oetpraxis.user.account;

import java.util.UUID;

/** The user has changed the name or the profession; EV-07. */
public record ProfileUpdated(UUID userId) {}
