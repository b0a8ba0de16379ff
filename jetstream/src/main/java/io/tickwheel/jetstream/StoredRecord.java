package io.tickwheel.jetstream;

/// A record as it lies in its stream. The bytes are the caller's to keep.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StoredRecord(long sequence, byte[] bytes) {}
