/// The whole suite, as the launcher starts it, under load and at rest.
@NullMarked
package io.tickwheel.bench.suite;

import org.jspecify.annotations.NullMarked;
