/** Who is calling: access tokens, their keys and their revocation. */
@NullMarked
package com.oetpraxis.gateway.token;

import org.jspecify.annotations.NullMarked;
