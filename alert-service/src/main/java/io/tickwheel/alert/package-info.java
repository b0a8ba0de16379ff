/// Tells people what went wrong: reads the journal, decides which alerts there are, delivers them.
@NullMarked
package io.tickwheel.alert;

import org.jspecify.annotations.NullMarked;
