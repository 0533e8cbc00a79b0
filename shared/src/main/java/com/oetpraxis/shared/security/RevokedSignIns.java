package com.oetpraxis.shared.security;

import java.util.UUID;

/**
 * The sign-ins that were ended while their access tokens still lived; kept for 15 minutes, as long
 * as a token. Where it cannot be asked, the token's own life stands (design §4).
 */
public interface RevokedSignIns {

    boolean contains(UUID signInId);
}
