package com.oetpraxis.user.account;

import java.util.UUID;

/** The user has proven to read the mail of the account's address; EV-02. */
public record EmailVerified(UUID userId) {}
