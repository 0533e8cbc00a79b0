/** What the API documents of all services have in common. */
@NullMarked
package com.oetpraxis.shared.document;

import org.jspecify.annotations.NullMarked;
