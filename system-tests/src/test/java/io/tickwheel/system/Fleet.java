package io.tickwheel.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.suite.Api;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who owns which partitions, as a scheduler tells it.
final class Fleet {
  private Fleet() {}

  /// By scheduler; those that are lost or leave are left out.
  static Map<String, Set<Integer>> owners(Api scheduler) {
    var owners = new HashMap<String, Set<Integer>>();
    for (JsonNode one : scheduler.get("/api/v1/schedulers").body().path("schedulers")) {
      if (one.path("state").asText().equals("up")) {
        var partitions = new HashSet<Integer>();
        one.path("partitions").forEach(p -> partitions.add(p.path("partition").asInt()));
        owners.put(one.path("name").asText(), partitions);
      }
    }
    return owners;
  }

  static Set<Integer> ownedBy(Api scheduler, String name) {
    return owners(scheduler).getOrDefault(name, Set.of());
  }

  /// Whether every partition has an owner, and every one of `schedulers` schedulers owns some.
  static boolean isShared(Api scheduler, int schedulers, int partitions) {
    Map<String, Set<Integer>> owners = owners(scheduler);
    return owners.size() == schedulers
        && owners.values().stream().noneMatch(Set::isEmpty)
        && owners.values().stream().mapToInt(Set::size).sum() == partitions;
  }
}
