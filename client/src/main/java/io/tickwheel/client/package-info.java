/// The Java client: submits tasks and follows them, over NATS and, for what changes a task, over
/// the schedulers' REST API.
@NullMarked
package io.tickwheel.client;

import org.jspecify.annotations.NullMarked;
