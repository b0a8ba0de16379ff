package io.tickwheel.monitor.store;

/// How far the history follows: the last journal sequence that is in it, the number of its task
/// rows, and which journal it is of (empty: not known yet).
public record JournalPosition(long sequence, long rows, String journal) {}
