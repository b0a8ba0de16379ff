package io.tickwheel.monitor.events;

import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.News;
import io.tickwheel.monitor.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Tells what the history says of schedules, in its order and at least once, on a thread of its
/// own: while NATS is slow or away the history goes on, and what waits lies in it. What retention
/// forgets before it was told is not told.
public final class Teller implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Teller.class);

  /// Events under way at a time: a few hundred kilobytes.
  private static final int NEWS_MAX = 256;

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final long RETRY_MILLIS = 1_000;
  private static final long STOP_MILLIS = 5_000;

  private final History history;
  private final Commits commits;
  private final Outlet outlet;
  private final Mark mark;
  private final Thread thread = new Thread(this::run, "event-teller");
  private volatile boolean stopping;
  private boolean failing;
  private String journal = "";
  private long told = -1;

  /// `folder` keeps how far was told.
  public Teller(History history, Commits commits, Outlet outlet, Path folder) {
    this.history = history;
    this.commits = commits;
    this.outlet = outlet;
    this.mark = new Mark(folder);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopping = true;
    interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interrupt() {
    thread.interrupt();
  }

  private void run() {
    try {
      for (long seen = 0; !stopping; seen = commits.awaitBeyond(seen, IDLE)) {
        tellAll();
      }
    } catch (InterruptedException e) {
      // stopping
    }
  }

  private void tellAll() throws InterruptedException {
    boolean more = true;
    while (more && !stopping) {
      try {
        more = tellSome();
        failing = false;
      } catch (ExecutionException | CompletionException | StoreException | IOException e) {
        complain(e);
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }

  private void complain(Exception e) {
    if (!failing) {
      failing = true;
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warnf("events wait: %s; they are told again until they are stored", cause.getMessage());
    }
  }

  /// Returns whether there may be more.
  private boolean tellSome() throws InterruptedException, ExecutionException, IOException {
    turnTo(history.position().journal());
    List<News> news = history.news(told, NEWS_MAX);
    if (news.isEmpty()) {
      return false;
    }
    var events = new Events(journal);
    var underWay = new ArrayList<CompletableFuture<Void>>();
    for (News one : news) {
      for (Event event : events.of(one)) {
        underWay.add(outlet.publish(event.subject(), event.id(), event.json().bytes()));
      }
    }
    CompletableFuture.allOf(underWay.toArray(CompletableFuture<?>[]::new)).get();
    told = news.getLast().occurrence().place();
    keep();
    return news.size() == NEWS_MAX;
  }

  /// Not to be interrupted: what was told would be told again.
  private synchronized void keep() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      mark.write(journal, told);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Another journal has other places.
  private void turnTo(String current) {
    if (!current.equals(journal)) {
      journal = current;
      told = mark.read(current);
    }
  }
}
