@NullMarked
package io.tickwheel.client;

import org.jspecify.annotations.NullMarked;
