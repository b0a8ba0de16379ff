/// The product's words as values.
@NullMarked
package io.tickwheel.model;

import org.jspecify.annotations.NullMarked;
