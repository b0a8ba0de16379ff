package io.tickwheel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  @Test
  void readsEachKindOfValueAndTakesTheFirstNameThatHasOne() {
    var settings =
        reader(
            Map.of(
                "MAX_TASKS",
                "1000",
                "tickwheel.a.wait",
                "1m30s",
                "tickwheel.a.on",
                "TRUE",
                "tickwheel.a.url",
                "http://localhost:1/x"));
    assertThat(settings.number(List.of("tickwheel.a.max", "MAX_TASKS"), 5, 1, 10_000))
        .isEqualTo(1000);
    assertThat(settings.durationMillis(List.of("tickwheel.a.wait"), 1, 0, 100_000))
        .isEqualTo(90_000);
    assertThat(settings.flag(List.of("tickwheel.a.on"), false)).isTrue();
    assertThat(settings.text(List.of("tickwheel.a.name"), "none")).isEqualTo("none");
    assertThat(settings.address(List.of("tickwheel.a.url"), "http://h", Set.of("http")).getPort())
        .isEqualTo(1);
    settings.done();
  }

  @Test
  void saysNameValueAndWhatIsAcceptedOfEveryBadValue() {
    var settings = reader(Map.of("MAX_TASKS", "many", "tickwheel.a.wait", "-5s"));
    settings.number(List.of("MAX_TASKS"), 5, 1, 10);
    settings.durationMillis(List.of("tickwheel.a.wait"), 1, 0, 1000);
    assertThatThrownBy(settings::done)
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("MAX_TASKS has the value 'many'; accepted is a whole number from 1")
        .hasMessageContaining("tickwheel.a.wait has the value '-5s'; accepted is a duration");
  }

  @Test
  void refusesAnUnknownNameInAnySpelling() {
    for (String name : List.of("tickwheel.scheduler.slotz", "TICKWHEEL_SCHEDULER_SLOTZ")) {
      var settings = reader(Map.of(name, "7"));
      settings.number(List.of("tickwheel.scheduler.slots"), 5, 1, 10);
      settings.refuseUnknown("scheduler", List.of(name), Set.of("TICKWHEEL_SCHEDULER_SLOTZ"));
      assertThatThrownBy(settings::done).hasMessageContaining(name).hasMessageContaining("'7'");
    }
  }

  @Test
  void letsOtherServicesAndOtherProgramsVariablesPass() {
    var settings = reader(Map.of());
    settings.refuseUnknown(
        "scheduler",
        List.of("tickwheel.executor.slots", "TICKWHEEL_HOME", "tickwheel.home", "PATH"),
        Set.of("TICKWHEEL_HOME"));
    settings.done();
  }

  @Test
  void refusesAMisspeltServiceAndASharedNameNobodyKnows() {
    var settings = reader(Map.of("tickwheel.shceduler.slots", "7"));
    settings.refuseUnknown("scheduler", List.of("tickwheel.shceduler.slots"), Set.of());
    assertThatThrownBy(settings::done).hasMessageContaining("tickwheel.shceduler.slots");
  }

  private static SettingsReader reader(Map<String, String> values) {
    return new SettingsReader(name -> Optional.ofNullable(values.get(name)));
  }
}
