/** Secrets at rest: encryption with the key of the environment, hashes of opaque tokens. */
@NullMarked
package com.oetpraxis.user.secret;

import org.jspecify.annotations.NullMarked;
