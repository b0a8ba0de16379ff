/// What the executor says of itself over HTTP.
@NullMarked
package io.tickwheel.executor.api;

import org.jspecify.annotations.NullMarked;
