package io.tickwheel.monitor.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerTest {
  @ParameterizedTest
  @CsvSource({
    "GET,    /,                             MONITOR",
    "GET,    /q/metrics,                    MONITOR",
    "GET,    /dashboard/dashboard.js,       MONITOR",
    "GET,    /api/v1/history,               MONITOR",
    "POST,   /api/v1/history,               MONITOR",
    "GET,    /api/v1/history/x,             MONITOR",
    "GET,    /api/v1/tasks,                 MONITOR",
    "HEAD,   /api/v1/tasks,                 MONITOR",
    "POST,   /api/v1/tasks,                 SCHEDULER",
    "GET,    /api/v1/tasks/x,               SCHEDULER",
    "GET,    /api/v1/tasks/x/attempts,      MONITOR",
    "GET,    /api/v1/tasks/x/logs,          SCHEDULER",
    "PATCH,  /api/v1/tasks/x,               SCHEDULER",
    "GET,    /api/v1/schedules,             SCHEDULER",
    "GET,    /api/v1/schedules/x,           SCHEDULER",
    "GET,    /api/v1/schedules/x/next,      SCHEDULER",
    "GET,    /api/v1/schedules/x.y/occurrences, MONITOR",
    "POST,   /api/v1/schedules/x/pause,     SCHEDULER",
    "GET,    /api/v1/dlq,                   MONITOR",
    "POST,   /api/v1/dlq/x/retry,           SCHEDULER",
    "GET,    /api/v1/metrics,               MONITOR",
    "GET,    /api/v1/stats,                 SCHEDULER",
    "GET,    /api/v1/executors,             SCHEDULER",
    "GET,    /stats,                        SCHEDULER",
    "POST,   /tasks,                        SCHEDULER",
    "POST,   /tasks/x/retry,                SCHEDULER",
    "GET,    /tasksomething,                MONITOR",
    "GET,    /api/v1/alerts,                ALERT",
    "POST,   /api/v1/alerts/channels/1/test, ALERT",
    "PUT,    /api/v1/rules/x,               ALERT",
    "GET,    /api/v1/schedules,             SCHEDULER",
    "POST,   /api/v1/schedules,             SCHEDULER",
    "PUT,    /api/v1/schedules/x,           SCHEDULER",
    "PATCH,  /api/v1/schedules/x,           SCHEDULER",
    "DELETE, /api/v1/schedules/x,           SCHEDULER",
    "POST,   /api/v1/schedules/x/backfill,  SCHEDULER",
    "GET,    /api/v1/cron/next,             SCHEDULER",
    "POST,   /api/v1/tasks/cron,            SCHEDULER",
    "GET,    /api/v1/historyx,              SCHEDULER"
  })
  void everyPathHasItsOwner(String method, String path, Owner owner) {
    assertThat(Owner.of(method, path)).isEqualTo(owner);
  }
}
