/// The http target: callbacks to addresses that were checked, bounded in time and size.
@NullMarked
package io.tickwheel.executor.http;

import org.jspecify.annotations.NullMarked;
