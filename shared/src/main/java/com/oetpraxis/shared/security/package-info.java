/** Who calls: the signed-in user on the public paths, another service on the internal ones. */
@NullMarked
package com.oetpraxis.shared.security;

import org.jspecify.annotations.NullMarked;
