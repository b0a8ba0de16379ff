/// Cron expressions: their grammar, when they are due in a zone with its changes of offset, and
/// how they are told to people. Text is parsed once, into bit sets; `next` looks at bits and at
/// the zone's rules, and never steps through time second by second.
@NullMarked
package io.tickwheel.core.cron;

import org.jspecify.annotations.NullMarked;
