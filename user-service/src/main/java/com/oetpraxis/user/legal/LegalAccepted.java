package com.oetpraxis.user.legal;

import java.util.UUID;

/** A user has accepted one version of a legal document; EV-09. */
public record LegalAccepted(UUID userId, UUID documentId, String version) {}
