/// Alerts, channels, deliveries and the journal's position, in one SQLite database.
@NullMarked
package io.tickwheel.alert.store;

import org.jspecify.annotations.NullMarked;
