package io.tickwheel.core.cron;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;

/// Time zones by their IANA names, and by nothing else: no offsets, no abbreviations.
public final class Zones {
  public static final String ACCEPTED = "an IANA zone name such as Europe/Berlin or UTC";

  /// What the JDK has beyond IANA's names.
  private static final String NOT_IANA = "SystemV/";

  /// IANA's links that the JDK lacks.
  private static final Map<String, String> LINKS =
      Map.of(
          "EST", "America/Panama",
          "MST", "America/Phoenix",
          "HST", "Pacific/Honolulu",
          "ROC", "Asia/Taipei");

  private Zones() {}

  /// The zone of that name, spelled exactly so.
  public static Optional<ZoneId> find(String name) {
    String known = LINKS.getOrDefault(name, name);
    return ZoneRulesProvider.getAvailableZoneIds().contains(known) && !known.startsWith(NOT_IANA)
        ? Optional.of(ZoneId.of(known))
        : Optional.empty();
  }
}
