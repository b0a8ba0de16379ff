package io.tickwheel.alert.channel;

import java.util.Optional;

/// The mail server that emails are handed to.
public record Smtp(String host, int port, String from, Optional<Login> login, StartTls startTls) {

  public record Login(String user, Secret password) {}

  public enum StartTls {
    OFF,
    /// Encrypted when the server offers it.
    OPTIONAL,
    /// Encrypted or not at all.
    REQUIRED
  }
}
