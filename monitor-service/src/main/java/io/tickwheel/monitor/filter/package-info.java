/// The one filter grammar: `state:dead queue:mail type:send_* label.customer:42
/// created>2026-01-01`.
@NullMarked
package io.tickwheel.monitor.filter;

import org.jspecify.annotations.NullMarked;
