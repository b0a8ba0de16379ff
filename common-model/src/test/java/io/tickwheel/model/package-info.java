@NullMarked
package io.tickwheel.model;

import org.jspecify.annotations.NullMarked;
