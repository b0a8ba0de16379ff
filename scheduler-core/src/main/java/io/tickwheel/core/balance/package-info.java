/// Which executor gets the next attempt.
@NullMarked
package io.tickwheel.core.balance;

import org.jspecify.annotations.NullMarked;
