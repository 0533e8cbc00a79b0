/** What the integration tests of every module share: servers and tokens. */
@NullMarked
package com.oetpraxis.devstack.testing;

import org.jspecify.annotations.NullMarked;
