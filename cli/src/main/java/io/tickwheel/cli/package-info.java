/// The command line client: one REST call per command, shown for people or programs.
@NullMarked
package io.tickwheel.cli;

import org.jspecify.annotations.NullMarked;
