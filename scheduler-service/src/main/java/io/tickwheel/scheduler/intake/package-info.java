/// From JSON that anyone may have written to specifications that cannot be wrong. Free of Quarkus
/// and of NATS.
@NullMarked
package io.tickwheel.scheduler.intake;

import org.jspecify.annotations.NullMarked;
