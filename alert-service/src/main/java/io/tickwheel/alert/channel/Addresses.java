package io.tickwheel.alert.channel;

import io.tickwheel.http.WebhookSigner;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is accepted as an address of a channel. Empty means it is not.
public final class Addresses {
  public static final int EMAILS_MAX = 20;
  public static final String URL_ACCEPTED =
      "an http or https URL of at most 2048 characters, without user and password";
  public static final String EMAILS_ACCEPTED = "1 to 20 email addresses";
  public static final String SUBJECT_ACCEPTED =
      "a NATS subject without blanks and wildcards, outside of tw. and $";
  public static final String SECRET_ACCEPTED =
      "1 to 256 printable ASCII characters, or whsec_ and Base64";

  private static final int URL_MAX = 2048;
  private static final int SECRET_MAX = 256;
  private static final int EMAIL_MAX = 254;
  private static final Pattern SUBJECT =
      Pattern.compile("[A-Za-z0-9_\\-:=/]{1,64}(\\.[A-Za-z0-9_\\-:=/]{1,64}){0,15}");

  private Addresses() {}

  public static Optional<URI> url(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(url -> text.length() <= URL_MAX)
          .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          .filter(url -> url.getHost() != null && url.getRawUserInfo() == null)
          .filter(url -> url.getPort() <= 65_535 && url.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  public static Optional<List<String>> emails(List<String> texts) {
    List<String> found = texts.stream().flatMap(text -> email(text).stream()).distinct().toList();
    boolean all = texts.stream().allMatch(text -> email(text).isPresent());
    return Optional.of(found).filter(to -> all && !to.isEmpty() && to.size() <= EMAILS_MAX);
  }

  /// A plain address, without a name.
  public static Optional<String> email(String text) {
    try {
      var address = new InternetAddress(text, true);
      return Optional.of(text)
          .filter(same -> same.equals(address.getAddress()))
          .filter(same -> same.length() <= EMAIL_MAX && same.indexOf(',') < 0)
          .filter(same -> same.chars().allMatch(c -> c > ' ' && c <= '~'));
    } catch (AddressException e) {
      return Optional.empty();
    }
  }

  public static Optional<String> subject(String text) {
    return Optional.of(text)
        .filter(subject -> SUBJECT.matcher(subject).matches() && !subject.startsWith("tw."));
  }

  public static Optional<String> secret(String text) {
    return Optional.of(text)
        .filter(secret -> secret.length() <= SECRET_MAX && WebhookSigner.isUsable(secret))
        .filter(secret -> secret.chars().allMatch(c -> c >= ' ' && c <= '~'));
  }
}
