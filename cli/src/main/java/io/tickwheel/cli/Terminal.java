package io.tickwheel.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/// Where the program was started from: all it reads and writes besides the network.
record Terminal(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment) {
  Terminal {
    environment = Map.copyOf(environment);
  }
}
