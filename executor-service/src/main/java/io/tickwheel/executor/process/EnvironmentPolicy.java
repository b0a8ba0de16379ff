package io.tickwheel.executor.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a process finds in its environment: a few variables of the executor's, and the task's own
/// but for those that make a program load or run something else than its argv says.
final class EnvironmentPolicy {
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");
  private static final String PATH_DEFAULT = "/usr/local/bin:/usr/bin:/bin";

  private static final Set<String> REFUSED =
      Set.of(
          "BASH_ENV",
          "ENV",
          "SHELLOPTS",
          "BASHOPTS",
          "PS4",
          "PROMPT_COMMAND",
          "IFS",
          "CDPATH",
          "GLOBIGNORE",
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "JAVA_OPTIONS",
          "CLASSPATH",
          "NODE_OPTIONS",
          "NODE_PATH",
          "PYTHONSTARTUP",
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONINSPECT",
          "PERL5OPT",
          "PERL5LIB",
          "PERL5DB",
          "PERLLIB",
          "RUBYOPT",
          "RUBYLIB",
          "GCONV_PATH",
          "GLIBC_TUNABLES",
          "NLSPATH",
          "LOCPATH",
          "RESOLV_HOST_CONF",
          "RES_OPTIONS",
          "HOSTALIASES",
          "LOCALDOMAIN",
          "TERMCAP",
          "TERMINFO",
          "TERMINFO_DIRS",
          "MALLOC_TRACE");

  private static final List<String> REFUSED_PREFIXES =
      List.of("LD_", "DYLD_", "_RLD_", "BASH_FUNC_", "TICKWHEEL_");

  private final Map<String, String> inherited;

  private EnvironmentPolicy(Map<String, String> inherited) {
    this.inherited = Map.copyOf(inherited);
  }

  /// `executor` is the executor's own environment.
  static EnvironmentPolicy of(Map<String, String> executor) {
    var inherited = new HashMap<String, String>();
    for (String name : INHERITED) {
      String value = executor.get(name);
      if (value != null) {
        inherited.put(name, value);
      }
    }
    inherited.putIfAbsent("PATH", PATH_DEFAULT);
    return new EnvironmentPolicy(inherited);
  }

  Map<String, String> environment(Map<String, String> task) throws NotStarted {
    for (var variable : task.entrySet()) {
      check(variable.getKey(), variable.getValue());
    }
    var all = new HashMap<>(inherited);
    all.putAll(task);
    return all;
  }

  private static void check(String name, String value) throws NotStarted {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw NotStarted.forGood("'%s' is not the name of an environment variable", name);
    }
    if (value.indexOf('\0') >= 0) {
      throw NotStarted.forGood("the environment variable %s contains a NUL character", name);
    }
    if (REFUSED.contains(name) || REFUSED_PREFIXES.stream().anyMatch(name::startsWith)) {
      throw NotStarted.forGood(
          "the environment variable %s is refused: it changes what a program loads or runs", name);
    }
    if (name.equals("PATH") && !isAbsolute(value)) {
      throw NotStarted.forGood("the environment variable PATH has entries that are not absolute");
    }
  }

  private static boolean isAbsolute(String path) {
    for (String entry : path.split(":", -1)) {
      if (!entry.startsWith("/")) {
        return false;
      }
    }
    return true;
  }
}
