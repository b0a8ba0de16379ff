/// Standing orders as part of a partition: when each occurrence is due, what becomes of those that
/// were missed or overlap, and the record of every one that did not run.
@NullMarked
package io.tickwheel.core.schedule;

import org.jspecify.annotations.NullMarked;
