/// What runs attempts: the runtime that every executor shares (heartbeats, slots, leases, results,
/// drain), and on top of it the SDK's [io.tickwheel.worker.Worker] with `@TaskHandler` methods.
@NullMarked
package io.tickwheel.worker;

import org.jspecify.annotations.NullMarked;
