/// Refusals as users read them, the same from every service: RFC 9457 problem details.
@NullMarked
package io.tickwheel.problem;

import org.jspecify.annotations.NullMarked;
