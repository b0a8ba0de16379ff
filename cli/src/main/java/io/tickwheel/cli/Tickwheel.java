package io.tickwheel.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program: options that every command takes, and the commands.
@Command(
    name = "tickwheel",
    description = "Tasks for a Tickwheel server: submit them, watch them, repair them.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwheel.Version.class,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    usageHelpAutoWidth = true)
public final class Tickwheel {
  private static final String SERVER_DEFAULT = "http://127.0.0.1:8080";

  private final Terminal terminal;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The server; else TICKWHEEL_URL, else " + SERVER_DEFAULT + ".")
  private Optional<String> server = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      scope = ScopeType.INHERIT,
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.table;

  private Tickwheel(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    var terminal = new Terminal(System.in, writer(System.out), writer(System.err), System.getenv());
    System.exit(run(terminal, args));
  }

  static int run(Terminal terminal, String... args) {
    int exitCode = commandLine(terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return exitCode;
  }

  private static CommandLine commandLine(Terminal terminal) {
    var tickwheel = new Tickwheel(terminal);
    var dlq =
        new CommandLine(new DeadLetters(tickwheel))
            .addSubcommand("list", new DeadLetterList(tickwheel))
            .addSubcommand("retry", TaskAction.retryDead(tickwheel))
            .addSubcommand("discard", TaskAction.discard(tickwheel));
    var program = new CommandLine(tickwheel);
    program.getCommandSpec().usageMessage().exitCodeList(ExitCode.words());
    return program
        .addSubcommand("submit", new Submit(tickwheel))
        .addSubcommand("get", new GetTask(tickwheel))
        .addSubcommand("list", new TaskList(tickwheel))
        .addSubcommand("attempts", new Attempts(tickwheel))
        .addSubcommand("cancel", TaskAction.cancel(tickwheel))
        .addSubcommand("retry", TaskAction.retry(tickwheel))
        .addSubcommand("run-now", TaskAction.runNow(tickwheel))
        .addSubcommand("dlq", dlq)
        .addSubcommand("status", new Status(tickwheel))
        .addSubcommand("executors", new Executors(tickwheel))
        .addSubcommand("schedule", Schedules.commandLine(tickwheel))
        .addSubcommand("cron", Cron.commandLine(tickwheel))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, arguments) -> tickwheel.reportUsage(e))
        .setExecutionExceptionHandler((e, command, parsed) -> tickwheel.report(e));
  }

  Terminal terminal() {
    return terminal;
  }

  Api api() {
    return new Api(
        server
            .or(() -> Optional.ofNullable(terminal.environment().get("TICKWHEEL_URL")))
            .filter(url -> !url.isBlank())
            .orElse(SERVER_DEFAULT));
  }

  void show(Json answer) {
    terminal.out().println(format.show(answer));
  }

  void show(Json answer, List<Json> rows, List<String> columns) {
    terminal.out().println(format.show(answer, rows, columns));
  }

  /// A remark for people; programs that asked for JSON or YAML get none.
  void remark(String sentence) {
    if (format == Format.table) {
      terminal.err().println(sentence);
      terminal.err().flush();
    }
  }

  int report(Exception failure) throws Exception {
    if (failure instanceof CliException expected) {
      terminal.err().println("tickwheel: " + expected.getMessage());
      return expected.exitCode();
    }
    throw failure;
  }

  private int reportUsage(CommandLine.ParameterException mistake) {
    String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("tickwheel: " + mistake.getMessage());
    terminal.err().println("What is accepted: " + command + " --help");
    return ExitCode.USAGE;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tickwheel.class.getPackage().getImplementationVersion();
      return new String[] {"tickwheel " + (version == null ? "development" : version)};
    }
  }
}
