package io.tickwheel.alert.store;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Secret;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The channels, by id.
public final class ChannelStore {
  /// Each notification goes to each channel.
  public static final int CHANNELS_MAX = 100;

  private static final String SELECT =
      "SELECT c.*, (SELECT count(*) FROM delivery d WHERE d.channel = c.id AND d.state = 'pending') pending"
          + " FROM channel c";

  private final Database database;

  public ChannelStore(Database database) {
    this.database = database;
  }

  public record Listed(Channel channel, ChannelHealth health) {}

  public List<Listed> all() {
    return database.inTransaction(
        c -> Sql.of(SELECT + " ORDER BY id").all(c, ChannelStore::listed));
  }

  public Optional<Listed> find(String id) {
    return database.inTransaction(
        c -> Sql.of(SELECT + " WHERE id = ?", id).one(c, ChannelStore::listed));
  }

  public enum Added {
    DONE,
    EXISTS,
    TOO_MANY
  }

  public Added add(Channel channel) {
    return database.inTransaction(
        c -> {
          if (count(c) >= CHANNELS_MAX) {
            return Added.TOO_MANY;
          }
          return insert(c, channel) ? Added.DONE : Added.EXISTS;
        });
  }

  /// Replaces the channel of this id; false when there is none. A channel that changed has a clean
  /// slate.
  public boolean replace(Channel channel) {
    return database.inTransaction(c -> update(c, channel));
  }

  /// False when there is none. What still waited for it is recorded as undeliverable.
  public boolean remove(String id, long nowMillis) {
    return database.inTransaction(c -> remove(c, id, nowMillis));
  }

  /// Makes the channels of the configuration what they are now. Those of users keep their names.
  public void configure(List<Channel> configured, long nowMillis) {
    var _ =
        database.inTransaction(
            c -> {
              Set<String> ids = configured.stream().map(Channel::id).collect(Collectors.toSet());
              for (String old : configuredIds(c)) {
                if (!ids.contains(old)) {
                  var _ = remove(c, old, nowMillis);
                }
              }
              for (Channel channel : configured) {
                if (!insert(c, channel)) {
                  var _ = update(c, channel);
                }
              }
              return configured.size();
            });
  }

  public long failingCount() {
    return database.inTransaction(
        c ->
            Sql.of("SELECT count(*) FROM channel WHERE failures > 0")
                .one(c, row -> row.getLong(1))
                .orElse(0L));
  }

  private static List<String> configuredIds(Connection c) throws SQLException {
    return Sql.of("SELECT id FROM channel WHERE origin = ?", Channel.Origin.CONFIG.word())
        .all(c, row -> row.getString(1));
  }

  private static long count(Connection c) throws SQLException {
    return Sql.of("SELECT count(*) FROM channel").one(c, row -> row.getLong(1)).orElse(0L);
  }

  private static boolean insert(Connection c, Channel channel) throws SQLException {
    return Sql.of(
                "INSERT INTO channel (id, kind, address, secret, enabled, send_resolved, origin,"
                    + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                channel.id(),
                channel.endpoint().kind(),
                address(channel.endpoint()),
                channel.secret().map(Secret::value).orElse(null),
                channel.enabled() ? 1 : 0,
                channel.sendResolved() ? 1 : 0,
                channel.origin().word(),
                channel.createdAtMillis(),
                channel.updatedAtMillis())
            .update(c)
        == 1;
  }

  private static boolean update(Connection c, Channel channel) throws SQLException {
    return Sql.of(
                "UPDATE channel SET kind = ?, address = ?, secret = ?, enabled = ?,"
                    + " send_resolved = ?, origin = ?, updated_at = ?, failures = 0,"
                    + " last_error = NULL WHERE id = ?",
                channel.endpoint().kind(),
                address(channel.endpoint()),
                channel.secret().map(Secret::value).orElse(null),
                channel.enabled() ? 1 : 0,
                channel.sendResolved() ? 1 : 0,
                channel.origin().word(),
                channel.updatedAtMillis(),
                channel.id())
            .update(c)
        == 1;
  }

  private static boolean remove(Connection c, String id, long nowMillis) throws SQLException {
    Sql.of(
            "UPDATE delivery SET state = 'undeliverable', last_error = 'the channel was removed',"
                + " ended_at = ? WHERE channel = ? AND state = 'pending'",
            nowMillis,
            id)
        .update(c);
    return Sql.of("DELETE FROM channel WHERE id = ?", id).update(c) == 1;
  }

  static Channel channel(ResultSet row) throws SQLException {
    return new Channel(
        row.getString("id"),
        endpoint(row),
        row.getInt("enabled") == 1,
        row.getInt("send_resolved") == 1,
        Channel.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
        row.getLong("created_at"),
        row.getLong("updated_at"));
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        channel(row),
        new ChannelHealth(
            row.getInt("failures"),
            Optional.ofNullable(row.getString("last_error")),
            row.getLong("last_failed_at"),
            row.getLong("last_delivered_at"),
            row.getLong("pending")));
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Webhook webhook -> webhook.url().toString();
      case Endpoint.Email email -> String.join(",", email.to());
      case Endpoint.NatsSubject nats -> nats.subject();
    };
  }

  private static Endpoint endpoint(ResultSet row) throws SQLException {
    String address = row.getString("address");
    return switch (row.getString("kind")) {
      case "webhook" ->
          new Endpoint.Webhook(
              URI.create(address), Optional.ofNullable(row.getString("secret")).map(Secret::new));
      case "email" -> new Endpoint.Email(List.of(address.split(",")));
      default -> new Endpoint.NatsSubject(address);
    };
  }
}
