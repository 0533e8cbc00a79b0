package com.oetpraxis.user.account;

import java.util.UUID;

/** The verification mail is wanted once more; told within this service only. */
public record VerificationRequested(UUID userId) {}
