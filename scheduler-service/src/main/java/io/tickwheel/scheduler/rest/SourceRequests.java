package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.source.Crontabs;
import io.tickwheel.scheduler.source.Report;
import io.tickwheel.scheduler.source.ReportJson;
import io.tickwheel.scheduler.source.Sources;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be asked of the sources of schedules over HTTP. The work blocks, so it is done on
/// threads of its own.
@Singleton
final class SourceRequests {
  private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

  private final Crontabs crontabs;
  private final Sources sources;

  SourceRequests(Crontabs crontabs, Sources sources) {
    this.crontabs = crontabs;
    this.sources = sources;
  }

  CompletionStage<Response> importCrontab(
      String name, @Nullable String dryRun, HttpServerRequest request) {
    boolean isDry = isDry(dryRun);
    return Body.text(request)
        .thenCompose(
            body ->
                aside(
                    () -> {
                      Report report = crontabs.put(name, text(body), isDry);
                      return Responses.json(ReportJson.crontab(name, isDry, report));
                    }));
  }

  CompletionStage<Response> exportCrontab(String name) {
    return aside(() -> Response.ok(crontabs.get(name), TEXT).build());
  }

  CompletionStage<Response> sync() {
    return sources.sync().thenApply(reports -> Responses.json(ReportJson.all(reports)));
  }

  private static CompletableFuture<Response> aside(Supplier<Response> work) {
    return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
  }

  private static boolean isDry(@Nullable String given) {
    return switch (given) {
      case null -> false;
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new ProblemException(
              Problem.of(
                  ProblemKind.INVALID_FIELD,
                  "dry_run is '" + Problem.shown(given) + "'.",
                  "dry_run",
                  "true or false"));
    };
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          Problem.of(ProblemKind.BAD_REQUEST, "The body is not encoded as UTF-8."));
    }
  }
}
