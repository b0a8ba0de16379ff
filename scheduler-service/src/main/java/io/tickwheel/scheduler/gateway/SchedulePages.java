package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Lists schedules in the order of their ids, a page at a time. Thread-safe; nothing here blocks.
public final class SchedulePages {
  public static final int LIMIT_MAX = 500;

  /// How often owners are asked for one page; who looks for the few of a source among very many
  /// gets a page that is not full, and where to go on.
  private static final int ROUNDS_MAX = 20;

  private final ScheduleGateway schedules;

  public SchedulePages(ScheduleGateway schedules) {
    this.schedules = schedules;
  }

  public sealed interface Page {
    /// `next` is what the page after this one comes after, empty when this is the last.
    record Found(List<ScheduleView> views, Optional<String> next) implements Page {
      public Found {
        views = List.copyOf(views);
      }
    }

    record Refused(Problem problem) implements Page {}
  }

  /// At most `limit` of those whose id follows `after`; an empty `source` is any.
  public CompletableFuture<Page> page(String after, int limit, String source) {
    return more(new ArrayList<>(), after, limit, source, ROUNDS_MAX);
  }

  private CompletableFuture<Page> more(
      List<ScheduleView> found, String after, int limit, String source, int rounds) {
    int size = source.isEmpty() ? limit + 1 : LIMIT_MAX + 1;
    return schedules
        .list(after, size)
        .thenCompose(
            answer ->
                switch (answer) {
                  case ScheduleAnswer.Many(List<ScheduleView> views) -> {
                    views.stream()
                        .filter(view -> source.isEmpty() || view.spec().source().equals(source))
                        .forEach(found::add);
                    boolean over = views.size() < size;
                    yield over || found.size() > limit || rounds == 1
                        ? completedFuture(page(found, limit, over ? List.of() : views))
                        : more(found, views.getLast().id().text(), limit, source, rounds - 1);
                  }
                  case ScheduleAnswer.Refused(Problem problem) ->
                      completedFuture(new Page.Refused(problem));
                  case ScheduleAnswer.One one -> throw new IllegalStateException("not a list");
                  case ScheduleAnswer.Planned planned ->
                      throw new IllegalStateException("not a list");
                });
  }

  /// `seen` is what was looked at last, empty when nothing comes after it.
  private static Page page(List<ScheduleView> found, int limit, List<ScheduleView> seen) {
    if (found.size() > limit) {
      List<ScheduleView> views = found.subList(0, limit);
      return new Page.Found(views, Optional.of(views.getLast().id().text()));
    }
    return new Page.Found(
        found, seen.isEmpty() ? Optional.empty() : Optional.of(seen.getLast().id().text()));
  }
}
