package io.tickwheel.monitor.store;

import java.util.List;

/// The history's tables. A changed layout gets a new version; a history of another version is built
/// again from the journal.
final class Schema {
  static final int VERSION = 2;

  /// Has to be in a query, word for word, for the index to be used.
  static final String UNFINISHED_INDEX = "state <> 5";

  /// Indexes are what writing costs most, so there are two, both small. The first half of an id
  /// grows with time and is nearly unique. State 5 is `succeeded`: nearly all rows, found without
  /// an index by going back through the places. Types are found through `minute_types`.
  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE tasks (
            place INTEGER PRIMARY KEY, high INTEGER NOT NULL, low INTEGER NOT NULL, state INTEGER NOT NULL,
            type TEXT NOT NULL, queue TEXT NOT NULL, target INTEGER NOT NULL, priority INTEGER NOT NULL,
            labels TEXT, created INTEGER NOT NULL, run_at INTEGER NOT NULL, due INTEGER NOT NULL,
            finished INTEGER NOT NULL, discarded INTEGER NOT NULL, life INTEGER NOT NULL,
            charged INTEGER NOT NULL, uncharged INTEGER NOT NULL, cancelling INTEGER NOT NULL,
            attempt INTEGER NOT NULL, executor BLOB, dispatched INTEGER NOT NULL,
            started INTEGER NOT NULL, ended INTEGER NOT NULL, outcome INTEGER NOT NULL,
            spec BLOB, output BLOB,
            failure_attempt INTEGER, failure_kind INTEGER, failure_code INTEGER, failure_retryable INTEGER,
            failure_message TEXT, fingerprint INTEGER)""",
          "CREATE INDEX tasks_id ON tasks (high)",
          "CREATE INDEX tasks_unfinished ON tasks (state, place) WHERE " + UNFINISHED_INDEX,
          """
          CREATE TABLE attempts (
            task INTEGER NOT NULL, number INTEGER NOT NULL, life INTEGER NOT NULL, executor BLOB,
            due INTEGER NOT NULL, dispatched INTEGER NOT NULL, started INTEGER NOT NULL,
            ended INTEGER NOT NULL, outcome INTEGER NOT NULL, failure_kind INTEGER,
            failure_code INTEGER, failure_retryable INTEGER, failure_message TEXT,
            PRIMARY KEY (task, number)) WITHOUT ROWID""",
          """
          CREATE TABLE stale_results (
            place INTEGER PRIMARY KEY, task BLOB NOT NULL, attempt INTEGER NOT NULL, executor BLOB,
            outcome TEXT NOT NULL, at INTEGER NOT NULL)""",
          "CREATE INDEX stale_results_task ON stale_results (task, attempt)",
          """
          CREATE TABLE minutes (
            start INTEGER PRIMARY KEY, rows INTEGER NOT NULL, first_place INTEGER NOT NULL,
            last_place INTEGER NOT NULL, first_created INTEGER NOT NULL, last_created INTEGER NOT NULL,
            %s)"""
              .formatted(MinuteColumns.DEFINITIONS),
          """
          CREATE TABLE minute_types (
            type TEXT NOT NULL, start INTEGER NOT NULL, rows INTEGER NOT NULL,
            first_place INTEGER NOT NULL, last_place INTEGER NOT NULL,
            PRIMARY KEY (type, start)) WITHOUT ROWID""",
          "CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE set_aside (
            sequence INTEGER NOT NULL, event INTEGER NOT NULL, partition INTEGER NOT NULL,
            at INTEGER NOT NULL, reason TEXT NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (sequence, event))""",
          """
          CREATE TABLE occurrences (
            place INTEGER PRIMARY KEY, partition INTEGER NOT NULL, schedule TEXT NOT NULL,
            outcome INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            count INTEGER NOT NULL, missed INTEGER NOT NULL, waited INTEGER NOT NULL,
            reason INTEGER, cause INTEGER, task BLOB, note TEXT, at INTEGER NOT NULL)""",
          // With the outcome in it, a search for one kind does not touch the rows of the others.
          "CREATE INDEX occurrences_schedule ON occurrences (schedule, place, outcome)",
          // A schedule is defined so from a place on; without digest it is not known how.
          """
          CREATE TABLE definitions (
            schedule TEXT NOT NULL, place INTEGER NOT NULL, partition INTEGER NOT NULL,
            digest BLOB, gone INTEGER NOT NULL, PRIMARY KEY (schedule, place)) WITHOUT ROWID""",
          "CREATE INDEX definitions_partition ON definitions (partition)",
          """
          CREATE TABLE claims (
            partition INTEGER NOT NULL, place INTEGER NOT NULL, owner TEXT NOT NULL,
            PRIMARY KEY (partition, place)) WITHOUT ROWID""",
          """
          CREATE TABLE position (
            one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, rows INTEGER NOT NULL,
            journal TEXT NOT NULL)""",
          "INSERT INTO position VALUES (1, 0, 0, '')");

  static final List<String> TABLES =
      List.of(
          "tasks",
          "attempts",
          "stale_results",
          "minutes",
          "minute_types",
          "totals",
          "set_aside",
          "occurrences",
          "definitions",
          "claims",
          "position");

  private Schema() {}
}
