package io.tickwheel.worker;

import io.tickwheel.model.Incarnation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Joins, beats, and joins again after a lapse, on a thread of its own: a platform thread, because
/// handlers that use up the virtual threads' carriers must not stop the beats.
final class Heart {
  private static final Logger LOG = System.getLogger(Heart.class.getName());

  /// How soon a growing rate of completions may widen the window.
  private static final long GLANCE_NANOS = 200_000_000;

  private static final double WORTH_TELLING = 1.5;

  private final WorkerConfig config;
  private final OwnerLink link;
  private final Watch watch;
  private final Thread thread;
  private volatile @Nullable Life life;
  private volatile boolean reachable;
  private volatile boolean draining;
  private volatile boolean closing;
  private volatile boolean beatAtOnce;
  private OwnerLink.@Nullable Membership membership;
  private long beats;

  Heart(WorkerConfig config, OwnerLink link, Watch watch) {
    this.config = config;
    this.link = link;
    this.watch = watch;
    this.thread = Thread.ofPlatform().daemon().name("tickwheel-heart").unstarted(this::live);
  }

  void start() {
    thread.start();
  }

  /// The present incarnation's life, null while there is none. It begins before owners can reach
  /// it.
  @Nullable Life life() {
    return life;
  }

  /// The present incarnation's life once owners can reach it, null before.
  @Nullable Life joined() {
    return reachable ? life : null;
  }

  /// From now on every beat says so, the first one at once.
  void drain() {
    draining = true;
    beatAtOnce = true;
    LockSupport.unpark(thread);
  }

  /// Ends the beating. With `farewell` a last beat says that everything was handed back.
  void stop(boolean farewell) throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    thread.join();
    Life last = life;
    if (last != null && farewell) {
      link.beat(last.beat(++beats, true, true));
    }
    part();
  }

  private void live() {
    boolean refused = false;
    while (!closing && !draining) {
      try {
        Life joined = join();
        refused = false;
        beatWhileItLives(joined);
        if (joined.hasLapsed()) {
          bury(joined);
        }
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        LOG.log(refused ? Level.DEBUG : Level.WARNING, "cannot join yet: " + e.getMessage());
        refused = true;
        LockSupport.parkNanos(this, config.pace().rejoin().toNanos());
      }
    }
  }

  private Life join() throws Exception {
    UUID id = UUID.randomUUID();
    var me = new Incarnation(id.getMostSignificantBits(), id.getLeastSignificantBits());
    var lease = new Lease(config.pace().lease().toNanos(), System.nanoTime());
    var joined = new Life(me, config, link, lease, watch::wakeAt);
    life = joined;
    try {
      membership = link.join(me, joined::accept, joined::stop);
    } catch (Exception e) {
      life = null;
      throw e;
    }
    reachable = true;
    if (draining) {
      joined.refuseAll();
    }
    watch.watchOver(joined);
    LOG.log(Level.INFO, "executor {0} joined as {1}", config.name(), me);
    return joined;
  }

  private void beatWhileItLives(Life joined) throws InterruptedException {
    while (!closing && !joined.hasLapsed()) {
      beatAtOnce = false;
      long sent = System.nanoTime();
      if (!joined.lease().holds(sent)) {
        joined.lapse();
        return;
      }
      joined.groups().forEach(group -> group.window().update(group.completed(), sent));
      if (link.beat(joined.beat(++beats, draining, false))) {
        joined.lease().renew(sent);
      }
      awaitNextBeat(joined, sent);
    }
  }

  private void awaitNextBeat(Life joined, long sent) {
    long next = sent + config.pace().beat().toNanos();
    long left = next - System.nanoTime();
    while (left > 0 && !closing && !beatAtOnce && !joined.hasLapsed()) {
      LockSupport.parkNanos(this, isBusy(joined) ? Math.min(left, GLANCE_NANOS) : left);
      if (System.nanoTime() - sent >= GLANCE_NANOS && hasNewsOfWindow(joined)) {
        return;
      }
      left = next - System.nanoTime();
    }
  }

  private static boolean isBusy(Life joined) {
    return joined.groups().stream().anyMatch(group -> group.held().get() > 0);
  }

  private static boolean hasNewsOfWindow(Life joined) {
    long now = System.nanoTime();
    return joined.groups().stream()
        .anyMatch(
            group ->
                group.window().proposal(group.completed(), now)
                    > group.window().size() * WORTH_TELLING);
  }

  /// Waits for the interrupted work to end, so that a new life does not crowd the old one.
  private void bury(Life lapsed) throws InterruptedException {
    LOG.log(
        Level.WARNING,
        "executor {0} was out of touch for longer than its lease; its work is stopped and will run"
            + " elsewhere",
        lapsed.incarnation());
    reachable = false;
    life = null;
    part();
    long patience =
        config.groups().stream().mapToLong(g -> g.abandonAfter().toNanos()).max().orElse(0);
    lapsed.awaitIdle(System.nanoTime() + patience);
  }

  private void part() {
    OwnerLink.Membership parted = membership;
    membership = null;
    if (parted != null) {
      parted.close();
    }
  }
}
