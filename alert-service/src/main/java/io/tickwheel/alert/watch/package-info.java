/// From the journal to the database: decides on each record once.
@NullMarked
package io.tickwheel.alert.watch;

import org.jspecify.annotations.NullMarked;
