/// A task's specification in its encoded form, as it is stored and passed on unread.
@NullMarked
package io.tickwheel.packed;

import org.jspecify.annotations.NullMarked;
