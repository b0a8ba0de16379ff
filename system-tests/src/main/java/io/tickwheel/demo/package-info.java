/// What `./tickwheel demo` plays and checks.
@NullMarked
package io.tickwheel.demo;

import org.jspecify.annotations.NullMarked;
