package io.tickwheel.alert.store;

/// The database cannot be used now.
public final class StoreException extends RuntimeException {
  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
