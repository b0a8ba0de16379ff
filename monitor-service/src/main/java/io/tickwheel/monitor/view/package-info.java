/// What the history and the live figures look like as JSON: snake_case, RFC 3339 UTC with
/// milliseconds; what is not known, or has not happened, is left out.
@NullMarked
package io.tickwheel.monitor.view;

import org.jspecify.annotations.NullMarked;
