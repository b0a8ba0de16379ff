/// Where schedules come from besides the API: crontabs, files and a table in a database. A source
/// says what is to be; what differs from that is changed, and nothing else.
@NullMarked
package io.tickwheel.scheduler.source;

import org.jspecify.annotations.NullMarked;
