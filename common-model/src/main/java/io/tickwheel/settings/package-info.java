/// Reading a process' settings so that a wrong one stops the start with a sentence. Any
/// configuration library can stand behind it.
@NullMarked
package io.tickwheel.settings;

import org.jspecify.annotations.NullMarked;
