/** The report of a finished session, made by a worker from the scores of ai-service. */
@NullMarked
package com.oetpraxis.session.feedback;

import org.jspecify.annotations.NullMarked;
