package io.tickwheel.monitor.store;

import java.sql.SQLException;

/// The history's database does not do what it should: disk full, file damaged, busy for too long.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreException(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
  }
}
