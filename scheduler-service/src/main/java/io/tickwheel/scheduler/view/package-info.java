/// What users read: tasks and the fleet as JSON, in snake_case, with times of RFC 3339.
@NullMarked
package io.tickwheel.scheduler.view;

import org.jspecify.annotations.NullMarked;
