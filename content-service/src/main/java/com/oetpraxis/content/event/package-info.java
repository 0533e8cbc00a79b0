/** The topic on which content tells what has happened. */
@NullMarked
package com.oetpraxis.content.event;

import org.jspecify.annotations.NullMarked;
