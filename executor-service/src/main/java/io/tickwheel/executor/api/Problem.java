package io.tickwheel.executor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/// A refusal after RFC 9457: what is wrong, with which field, and what would be accepted.
record Problem(Kind kind, String detail, Optional<String> field, Optional<String> accepted) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final String PREFIX = "https://tickwheel.io/problems/";

  enum Kind {
    INVALID_FIELD(400, "invalid-field", "A field has a value that is not accepted"),
    BAD_REQUEST(400, "bad-request", "The request is not accepted"),
    UNKNOWN_LOG(404, "unknown-log", "There is no such log"),
    UNKNOWN_PATH(404, "unknown-path", "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This path does not take this method"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The content type is not accepted"),
    INTERNAL(500, "internal", "Something went wrong on our side"),
    UNAVAILABLE(503, "unavailable", "The request cannot be answered now");

    final int status;
    final String slug;
    final String title;

    Kind(int status, String slug, String title) {
      this.status = status;
      this.slug = slug;
      this.title = title;
    }
  }

  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, Optional.empty(), Optional.empty());
  }

  static Problem of(Kind kind, String detail, String field, String accepted) {
    return new Problem(kind, detail, Optional.of(field), Optional.of(accepted));
  }

  Response response() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", PREFIX + kind.slug);
    json.put("title", kind.title);
    json.put("status", kind.status);
    json.put("detail", detail);
    field.ifPresent(name -> json.put("field", name));
    accepted.ifPresent(values -> json.put("accepted", values));
    return Response.status(kind.status).type(MEDIA_TYPE).entity(json.toString()).build();
  }
}
