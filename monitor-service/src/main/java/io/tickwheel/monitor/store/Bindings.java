package io.tickwheel.monitor.store;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Fills a statement's parameters in their order.
final class Bindings {
  private final PreparedStatement statement;
  private int next = 1;

  Bindings(PreparedStatement statement) {
    this.statement = statement;
  }

  /// Back to the first parameter.
  Bindings start() {
    next = 1;
    return this;
  }

  Bindings number(long value) throws SQLException {
    statement.setLong(next++, value);
    return this;
  }

  Bindings small(int value) throws SQLException {
    statement.setInt(next++, value);
    return this;
  }

  Bindings text(String value) throws SQLException {
    statement.setString(next++, value);
    return this;
  }

  /// Empty text is stored as null, which takes no room.
  Bindings optional(String value) throws SQLException {
    return value.isEmpty() ? none() : text(value);
  }

  Bindings bytes(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      return none();
    }
    statement.setBytes(next++, value);
    return this;
  }

  Bindings id(TaskId id) throws SQLException {
    return bytes(bytes(id.high(), id.low()));
  }

  Bindings executor(Incarnation executor) throws SQLException {
    return executor.equals(Incarnation.NONE)
        ? none()
        : bytes(bytes(executor.high(), executor.low()));
  }

  /// Kind, code, retryable, message.
  Bindings failure(@Nullable Failure failure) throws SQLException {
    if (failure == null) {
      return none().none().none().none();
    }
    return small(failure.kind().ordinal())
        .small(failure.code())
        .small(failure.retryable() ? 1 : 0)
        .text(failure.message());
  }

  Bindings none() throws SQLException {
    statement.setNull(next++, Types.NULL);
    return this;
  }

  static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }
}
