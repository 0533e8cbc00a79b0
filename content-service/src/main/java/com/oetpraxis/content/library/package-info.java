/** The role-play cards that come with the service, brought into the database at the start. */
@NullMarked
package com.oetpraxis.content.library;

import org.jspecify.annotations.NullMarked;
