package io.tickwheel.alert.channel;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// Hands emails to the operator's mail server. The Message-ID derives from the notification, so
/// that mail systems recognise a repetition.
public final class EmailSender {
  private final Optional<Smtp> smtp;
  private final Optional<Session> session;

  public EmailSender(Optional<Smtp> smtp, Duration timeout) {
    this.smtp = smtp;
    this.session = smtp.map(server -> session(server, timeout));
  }

  Sent send(Endpoint.Email to, Notification notification) {
    if (smtp.isEmpty() || session.isEmpty()) {
      return Sent.Failed.permanent("no mail server is configured (tickwheel.alert.smtp-host)");
    }
    try {
      Transport.send(message(session.get(), smtp.get(), to, notification));
      return new Sent.Delivered();
    } catch (MessagingException e) {
      return new Sent.Failed(sentence(e), isPermanent(e), 0);
    }
  }

  private static Message message(
      Session session, Smtp smtp, Endpoint.Email to, Notification notification)
      throws MessagingException {
    String domain = smtp.from().substring(smtp.from().indexOf('@') + 1).replace(">", "");
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + notification.id() + "@" + domain + ">");
          }
        };
    message.setFrom(new InternetAddress(smtp.from()));
    for (String address : to.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
    }
    message.setSubject("[Tickwheel] " + notification.title(), StandardCharsets.UTF_8.name());
    message.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.ofEpochMilli(notification.atMillis()).atOffset(ZoneOffset.UTC)));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(notification.text(), StandardCharsets.UTF_8.name());
    return message;
  }

  private static Session session(Smtp smtp, Duration timeout) {
    String millis = Long.toString(timeout.toMillis());
    var settings = new Properties();
    settings.setProperty("mail.transport.protocol", "smtp");
    settings.setProperty("mail.smtp.host", smtp.host());
    settings.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
    settings.setProperty("mail.smtp.connectiontimeout", millis);
    settings.setProperty("mail.smtp.timeout", millis);
    settings.setProperty("mail.smtp.writetimeout", millis);
    settings.setProperty("mail.smtp.auth", Boolean.toString(smtp.login().isPresent()));
    settings.setProperty(
        "mail.smtp.starttls.enable", Boolean.toString(smtp.startTls() != Smtp.StartTls.OFF));
    settings.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(smtp.startTls() == Smtp.StartTls.REQUIRED));
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    return Session.getInstance(settings, smtp.login().map(EmailSender::authenticator).orElse(null));
  }

  private static Authenticator authenticator(Smtp.Login login) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(login.user(), login.password().value());
      }
    };
  }

  /// A 5xx of the server about the message or an address: the same again would fail again.
  private static boolean isPermanent(MessagingException failure) {
    for (Exception e = failure; e != null; e = next(e)) {
      int code =
          switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code >= 500 && code < 600) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(MessagingException failure) {
    var sentence = new StringBuilder("the mail server: ").append(words(failure));
    for (Exception e = next(failure); e != null; e = next(e)) {
      sentence.append("; ").append(words(e));
    }
    return sentence.toString();
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().strip();
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException mail ? mail.getNextException() : null;
  }
}
