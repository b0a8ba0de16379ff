/// The way in: admits tasks, gives them their ids, sends commands to the partitions' owners and
/// understands their replies. Whether a request came over REST or NATS makes no difference here.
@NullMarked
package io.tickwheel.scheduler.gateway;

import org.jspecify.annotations.NullMarked;
