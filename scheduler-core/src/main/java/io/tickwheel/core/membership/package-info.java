/// Who should own what.
@NullMarked
package io.tickwheel.core.membership;

import org.jspecify.annotations.NullMarked;
