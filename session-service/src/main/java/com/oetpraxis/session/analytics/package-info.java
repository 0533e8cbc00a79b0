/** Figures for admins, over groups of five people and more (BR-65, BR-66). */
@NullMarked
package com.oetpraxis.session.analytics;

import org.jspecify.annotations.NullMarked;
