package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.List;
import java.util.Map;

/// What a task does.
public sealed interface Target {
  /// An HTTP callback: the payload is the request's body.
  record Http(String method, String url, Map<String, String> headers) implements Target {
    public Http {
      require(!url.isBlank(), "an http target has a url");
      headers = Map.copyOf(headers);
    }
  }

  /// An operating-system process, started from its argv, never through a shell.
  record Process(List<String> argv, Map<String, String> env) implements Target {
    public Process {
      require(!argv.isEmpty(), "a process target has an argv");
      argv = List.copyOf(argv);
      env = Map.copyOf(env);
    }
  }

  /// Code registered under the task's type in a worker.
  record Handler() implements Target {}
}
