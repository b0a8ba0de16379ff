/// The wire: every subject, stream and message form, in one place.
@NullMarked
package io.tickwheel.wire;

import org.jspecify.annotations.NullMarked;
