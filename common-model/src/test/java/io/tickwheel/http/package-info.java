@NullMarked
package io.tickwheel.http;

import org.jspecify.annotations.NullMarked;
