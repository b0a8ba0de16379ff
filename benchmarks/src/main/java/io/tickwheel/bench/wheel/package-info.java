/// The timing wheel against those of Agrona, Kafka and Netty.
@NullMarked
package io.tickwheel.bench.wheel;

import org.jspecify.annotations.NullMarked;
