/// Refusals as users read them: RFC 9457 problem details.
@NullMarked
package io.tickwheel.monitor.problem;

import org.jspecify.annotations.NullMarked;
