/// The product's words as values that cannot be wrong. Times are Unix milliseconds UTC, durations
/// milliseconds, unless a name says otherwise. Everything here is immutable and thread-safe.
@NullMarked
package io.tickwheel.model;

import org.jspecify.annotations.NullMarked;
