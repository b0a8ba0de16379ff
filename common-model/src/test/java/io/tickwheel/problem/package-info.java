@NullMarked
package io.tickwheel.problem;

import org.jspecify.annotations.NullMarked;
