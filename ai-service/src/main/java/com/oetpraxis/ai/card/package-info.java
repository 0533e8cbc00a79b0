/** Role-play cards: their shape, where they come from and what makes one fit to be played. */
@NullMarked
package com.oetpraxis.ai.card;

import org.jspecify.annotations.NullMarked;
