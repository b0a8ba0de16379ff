package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.scheduler.source.Outcome.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a `sys_crontab` table in real databases. A database that is neither on this machine
/// nor to be had from its distribution skips its test.
class SqlCrontabTest {
  private static final String ROW =
      "INSERT INTO sys_crontab (id, name, type, spec, payload, status) VALUES ";

  @TempDir Path folder = Path.of("");

  private final Deciders deciders = new Deciders();

  @Test
  void postgres() throws Exception {
    Optional<DatabaseServer> server = DatabaseServer.postgres(folder);
    assumeTrue(server.isPresent(), "no PostgreSQL is here and none can be fetched");
    life(server.get());
  }

  @Test
  void mariaDb() throws Exception {
    Optional<DatabaseServer> server = DatabaseServer.mariaDb(folder);
    assumeTrue(server.isPresent(), "no MariaDB is here and none can be fetched");
    life(server.get());
  }

  @Test
  void sqlite() throws Exception {
    life(DatabaseServer.sqlite(folder));
  }

  private void life(DatabaseServer server) throws IOException, SQLException {
    try (server;
        Sources sources = sources(server.url())) {
      server.start();
      noTableIsToldOf(sources);
      server.execute(server.table());
      rowsBecomeSchedules(server, sources);
      changesFollow(server, sources);
      aBrokenRowHarmsNoOther(server, sources);
      aDisabledRowFiresNothing(server, sources);
      aDatabaseThatIsGoneKeepsAll(server, sources);
    }
    assertThat(deciders.schedules()).hasSize(2);
  }

  private void noTableIsToldOf(Sources sources) {
    Report report = sync(sources);
    assertThat(report.trouble().orElse("")).contains("sys_crontab").contains("stay as they are");
  }

  private void rowsBecomeSchedules(DatabaseServer server, Sources sources) throws SQLException {
    server.execute(
        ROW
            + """
            (1, 'Daily Statistics', 'task:daily-stats', '0 1 * * *', '{"date":"today"}', 1),
            (2, 'Ping', 'https://example.com/ping', '@every 30s', NULL, 1),
            (3, 'Mail', 'send ?queue=mail&priority=high', 'CRON_TZ=Asia/Tokyo 0 9 * * mon-fri', '', 1),
            (4, 'Off', 'never', '@daily', NULL, 0)
            """);
    Report report = sync(sources);
    assertThat(results(report))
        .containsExactly(Result.CREATED, Result.CREATED, Result.CREATED, Result.DISABLED);
    assertThat(deciders.schedules()).containsOnlyKeys(id(1), id(2), id(3));
    ScheduleView first = view(1);
    assertThat(first.spec().name()).isEqualTo("Daily Statistics");
    assertThat(first.spec().source()).isEqualTo("sql:sys_crontab");
    TaskSpec task = first.spec().task();
    assertThat(task.type()).isEqualTo("task:daily-stats");
    assertThat(task.payload().text()).isEqualTo("{\"date\":\"today\"}");
    assertThat(view(3).spec().task().priority()).isEqualTo(Priority.HIGH);
    assertThat(results(sync(sources)).subList(0, 3)).containsOnly(Result.UNCHANGED);
  }

  private void changesFollow(DatabaseServer server, Sources sources) throws SQLException {
    server.execute("UPDATE sys_crontab SET spec = '0 2 * * *' WHERE id = 1");
    server.execute("DELETE FROM sys_crontab WHERE id = 2");
    Report report = sync(sources);
    assertThat(results(report)).startsWith(Result.CHANGED, Result.UNCHANGED);
    assertThat(report.removed()).containsExactly(new ScheduleId(id(2)));
    assertThat(view(1).revision()).isEqualTo(2);
    assertThat(deciders.schedules()).containsOnlyKeys(id(1), id(3));
  }

  private void aBrokenRowHarmsNoOther(DatabaseServer server, Sources sources) throws SQLException {
    server.execute("UPDATE sys_crontab SET spec = '61 * * * *' WHERE id = 1");
    server.execute(
        ROW + "(5, 'New', 'fine', '@daily', '{', 1), (6, 'New', 'fine', '@daily', NULL, 7)");
    Report report = sync(sources);
    assertThat(report.failures().stream().map(f -> f.place() + " " + f.detail().split(":", 2)[0]))
        .containsExactly("row 1 cron", "row 5 payload", "row 6 status");
    assertThat(report.removed()).isEmpty();
    assertThat(view(1).revision()).isEqualTo(2);
    server.execute("UPDATE sys_crontab SET spec = '0 3 * * *' WHERE id = 1");
    server.execute("DELETE FROM sys_crontab WHERE id > 4");
    assertThat(sync(sources).failures()).isEmpty();
    assertThat(view(1).revision()).isEqualTo(3);
  }

  private void aDisabledRowFiresNothing(DatabaseServer server, Sources sources)
      throws SQLException {
    server.execute("UPDATE sys_crontab SET status = 0 WHERE id = 1");
    assertThat(results(sync(sources))).startsWith(Result.DISABLED);
    assertThat(view(1).state()).isEqualTo(ScheduleView.State.PAUSED);
    assertThat(results(sync(sources))).startsWith(Result.DISABLED);
    server.execute("UPDATE sys_crontab SET status = 1 WHERE id = 1");
    assertThat(results(sync(sources))).startsWith(Result.CHANGED);
    assertThat(view(1).state()).isEqualTo(ScheduleView.State.ACTIVE);
    whatPeoplePausedStaysPaused(sources);
  }

  private void whatPeoplePausedStaysPaused(Sources sources) {
    var id = new ScheduleId(id(3));
    var _ =
        deciders
            .gateway()
            .act(id, place -> new ScheduleCommand.Pause(place, id, 0, "holidays"))
            .join();
    sync(sources);
    assertThat(view(3).state()).isEqualTo(ScheduleView.State.PAUSED);
  }

  private void aDatabaseThatIsGoneKeepsAll(DatabaseServer server, Sources sources)
      throws IOException, SQLException {
    server.stop();
    assertThat(sync(sources).trouble().orElse("")).contains("stay as they are");
    assertThat(deciders.schedules()).containsOnlyKeys(id(1), id(3));
    server.start();
    server.execute("UPDATE sys_crontab SET name = 'Back' WHERE id = 1");
    assertThat(sync(sources).trouble()).isEmpty();
    assertThat(view(1).spec().name()).isEqualTo("Back");
  }

  private static Report sync(Sources sources) {
    return sources.sync().join().getFirst();
  }

  private Sources sources(String url) {
    var orders = new OrderReader(new TaskIntake(RetryPolicy.DEFAULT));
    var database = new Database(url, Optional.of("tester"), Optional.empty());
    return new Sources(
        List.of(new SqlCrontab(database, 10_000, orders)),
        deciders.gateway(),
        deciders,
        InstantSource.system());
  }

  private ScheduleView view(int row) {
    return Optional.ofNullable(deciders.schedules().get(id(row))).orElseThrow();
  }

  private static String id(int row) {
    return "sys_crontab." + row;
  }

  private static List<Result> results(Report report) {
    return report.outcomes().stream().map(Outcome::result).toList();
  }
}
