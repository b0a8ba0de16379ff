@NullMarked
package io.tickwheel.worker;

import org.jspecify.annotations.NullMarked;
