package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Timing;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.scheduler.source.Outcome.Result;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrontabsTest {
  private final Deciders deciders = new Deciders();
  private final Crontabs crontabs = crontabs(Set.of());

  @Test
  void theSchedulesBecomeThoseOfTheText() {
    Report first = crontabs.put("c", "@daily a\n@daily b\n@daily c", false);
    assertThat(first.count(Result.CREATED)).isEqualTo(3);
    Report second = crontabs.put("c", "@daily a\n@hourly b\n@daily d", false);
    assertThat(results(second)).containsExactly(Result.UNCHANGED, Result.CHANGED, Result.CREATED);
    assertThat(second.removed()).containsExactly(new ScheduleId("c.c"));
    assertThat(deciders.schedules()).containsOnlyKeys("c.a", "c.b", "c.d");
    assertThat(view("c.a").revision()).isEqualTo(1);
    assertThat(view("c.b").revision()).isEqualTo(2);
  }

  @Test
  void anEmptyTextRemovesAllAndOnlyItsOwn() {
    crontabs.put("c", "@daily a\n", false);
    crontabs.put("other", "@daily a\n", false);
    crontabs.put("c", "# none\n", false);
    assertThat(deciders.schedules()).containsOnlyKeys("other.a");
  }

  @Test
  void whatIsExportedReadsBackAsTheSame() {
    crontabs.put("c", EVERYTHING, false);
    Map<String, ScheduleView> before = deciders.schedules();
    assertThat(before).hasSize(13);
    String text = crontabs.get("c");
    assertThat(text).doesNotContain("does not fit");
    Report again = crontabs.put("c", text, false);
    assertThat(again.count(Result.UNCHANGED)).isEqualTo(13);
    assertThat(again.removed()).isEmpty();
    assertThat(crontabs.get("c")).isEqualTo(text);
    crontabs.put("c", "", false);
    crontabs.put("c", text, false);
    assertThat(specs(deciders.schedules())).isEqualTo(specs(before));
  }

  @Test
  void whatNoLineCanSayIsTold() {
    ScheduleSpec daily = first("@daily a");
    var id = new ScheduleId("x");
    var spec =
        new ScheduleSpec(
            "x",
            new Timing.Interval(5_000),
            daily.task(),
            daily.catchUp(),
            daily.overlap(),
            daily.condition(),
            0,
            0,
            0,
            0,
            0,
            List.of(),
            "crontab:c");
    var _ =
        deciders.gateway().act(id, place -> new ScheduleCommand.Save(place, id, spec, true)).join();
    assertThat(crontabs.get("c")).isEqualTo("# x does not fit into a line\n");
  }

  @Test
  void aDryRunTellsAndDoesNothing() {
    crontabs.put("c", "@daily a\n@daily b\n", false);
    crontabs.put("other", "@daily x ?id=taken\n", false);
    int wishes = deciders.wishes();
    Report report = crontabs.put("c", "@hourly a\n@daily n\n@daily t ?id=taken\nnothing", true);
    assertThat(deciders.wishes()).isEqualTo(wishes);
    assertThat(results(report))
        .containsExactly(Result.CHANGED, Result.CREATED, Result.FAILED, Result.FAILED);
    assertThat(report.outcomes().get(2).detail()).contains("crontab:other");
    assertThat(crontabs.put("c", "@hourly a\n", true).removed())
        .containsExactly(new ScheduleId("c.b"));
    assertThat(deciders.schedules()).hasSize(3);
  }

  @Test
  void aLineThatMayBeOfAnyScheduleRemovesNone() {
    crontabs.put("c", "@daily a\n@daily b\n", false);
    Report report = crontabs.put("c", "@daily a\n0 25 * * * b\n", false);
    assertThat(report.removed()).isEmpty();
    assertThat(report.trouble().orElse("")).contains("line 2");
    assertThat(deciders.schedules()).containsOnlyKeys("c.a", "c.b");
    Report named = crontabs.put("c", "@daily a ?max=0\n", false);
    assertThat(named.removed()).containsExactly(new ScheduleId("c.b"));
    assertThat(deciders.schedules()).containsOnlyKeys("c.a");
  }

  @Test
  void aScheduleOfAnotherSourceIsLeftAlone() {
    crontabs.put("one", "@daily a ?id=x\n", false);
    Report report = crontabs.put("two", "@hourly a ?id=x\n@hourly b\n", false);
    assertThat(results(report)).containsExactly(Result.FAILED, Result.CREATED);
    assertThat(report.outcomes().getFirst().detail()).contains("crontab:one");
    assertThat(view("x").spec().source()).isEqualTo("crontab:one");
    crontabs.put("two", "", false);
    assertThat(deciders.schedules()).containsOnlyKeys("x");
  }

  @Test
  void thePastIsFilledWhenAScheduleIsCreatedAndNeverAgain() {
    Report created = crontabs.put("c", "@every 1h a ?fill=1d\n@hourly b ?fill=1d\n", false);
    assertThat(created.outcomes().getLast().detail()).isEqualTo("24 past runs are filled in");
    ScheduleView view = view("c.b");
    assertThat(view.backfilling() + view.firedTotal() + view.running().size())
        .isGreaterThanOrEqualTo(24);
    Report again = crontabs.put("c", "@every 1h a ?fill=1d\n@daily b ?fill=2d\n", false);
    assertThat(again.outcomes().getLast().result()).isEqualTo(Result.CHANGED);
    assertThat(again.outcomes().getLast().detail()).isEmpty();
  }

  @Test
  void aFillThatIsTooLongIsToldAndTheScheduleIsThere() {
    Report report = crontabs.put("c", "* * * * * * a ?fill=30d\n", false);
    assertThat(results(report)).containsExactly(Result.CREATED);
    assertThat(report.outcomes().getFirst().detail()).startsWith("The past is not filled");
    assertThat(deciders.schedules()).containsOnlyKeys("c.a");
  }

  @Test
  void withoutAnswersNothingIsSaidToBeDone() {
    deciders.setSilent(true);
    Report report = crontabs.put("c", "@daily a", false);
    assertThat(report.trouble()).isPresent();
    assertThat(report.count(Result.CREATED)).isZero();
    assertThatThrownBy(() -> crontabs.get("c")).isInstanceOf(ProblemException.class);
  }

  @Test
  void aWatchedFilesCrontabIsChangedThereOnly() {
    Crontabs guarded = crontabs(Set.of("crontab:nightly"));
    assertThatThrownBy(() -> guarded.put("nightly", "@daily a", false))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("file");
    assertThat(guarded.put("nightly", "@daily a", true).count(Result.CREATED)).isOne();
    assertThatThrownBy(() -> guarded.put("no name", "", true)).hasMessageContaining("name");
  }

  private static final String EVERYTHING =
      """
      # in no order
      30 2 * * * z-report
      CRON_TZ=America/New_York
      0 9 * * mon-fri send ?queue=mail&priority=high&max=7 {"to": "all", "n": [1, 2.50]}
      @every 90s https://example.com/a?x=1&y=2 ?id=tick&fill=1h
      CRON_TZ=Asia/Tokyo @daily tokyo
      CRON_TZ=UTC
      0 0 L * ? month/end ?overlap=allow_all&misfire=fire_all&jitter=30s&timeout=90s
      0 0 0 1 1 ? 2099 once
      0 9 * * * 2fa "text"
      0 9 * * * 5 ?id=five {}
      0 9 * * * mon ?id=moon [1]
      0 9 * * * grüße ?queue=grün&priority=5
      0 9 * * * send ?id=send.utc null
      @weekly http://127.0.0.1/ ?max=1
      @yearly deep {"a":{"b":["\\u00e9","é","\\n"]}}
      """;

  private Crontabs crontabs(Set<String> files) {
    return new Crontabs(
        deciders.gateway(), orders(), RetryPolicy.DEFAULT, files, InstantSource.system());
  }

  private static OrderReader orders() {
    return new OrderReader(new TaskIntake(RetryPolicy.DEFAULT));
  }

  private static ScheduleSpec first(String line) {
    return CrontabReader.read("c", line, orders(), 0).definitions().getFirst().spec();
  }

  private ScheduleView view(String id) {
    ScheduleView view = deciders.schedules().get(id);
    if (view == null) {
      throw new AssertionError("no schedule " + id);
    }
    return view;
  }

  private static List<Result> results(Report report) {
    return report.outcomes().stream().map(Outcome::result).toList();
  }

  private static Map<String, ScheduleSpec> specs(Map<String, ScheduleView> views) {
    var specs = new TreeMap<String, ScheduleSpec>();
    views.forEach((id, view) -> specs.put(id, view.spec()));
    return specs;
  }
}
