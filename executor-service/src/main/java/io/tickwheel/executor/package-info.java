/// The executor service: takes attempts and runs them as processes, HTTP callbacks and built-in
/// handlers. What runs attempts in general is [io.tickwheel.worker]; the targets are here.
@NullMarked
package io.tickwheel.executor;

import org.jspecify.annotations.NullMarked;
