/// What several services must see alike of HTTP.
@NullMarked
package io.tickwheel.http;

import org.jspecify.annotations.NullMarked;
