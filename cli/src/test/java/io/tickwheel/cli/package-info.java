@NullMarked
package io.tickwheel.cli;

import org.jspecify.annotations.NullMarked;
