/// What the parts say to each other: commands and replies, events, dispatches, heartbeats. Choices
/// are sealed; everything is immutable and thread-safe.
@NullMarked
package io.tickwheel.message;

import org.jspecify.annotations.NullMarked;
