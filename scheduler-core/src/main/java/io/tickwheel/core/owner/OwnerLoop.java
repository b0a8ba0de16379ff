package io.tickwheel.core.owner;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.membership.Membership;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Query;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.model.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/// Everything that one scheduler does for its partitions, in one thread: claims and releases them
/// as schedulers come and go, and gives each its turns. Knows no clock and no thread: whoever runs
/// it passes the time, calls [#turn] when that time has come or something arrived, and delivers all
/// callbacks on the same thread. The simulation runs the same class.
public final class OwnerLoop {
  /// A turn that comes so late means that the whole process stood still.
  private static final long PAUSE_MILLIS = 1_000;

  /// For so long after our own heartbeat came back our ears are trusted: then silence is theirs.
  private static final long ECHO_MILLIS = 1_000;

  /// A partition that was lost is tried again after this long.
  private static final long RETRY_MILLIS = 500;

  /// One that broke will most likely break again until somebody has helped; each try leaves a claim
  /// in the journal and a line in the log.
  private static final long BROKEN_MILLIS = 5_000;
  /// Between two complaints about the same thing.
  private static final long COMPLAINT_MILLIS = 60_000;

  /// Partitions that are taken over at the same time. All of them share one thread: side by side
  /// they would all be ready at the very end, one after another most are much earlier.
  private static final int TAKE_OVERS_MAX = 4;

  private final Settings settings;
  private final IntFunction<PartitionStore> stores;
  private final Fleet fleet;
  private final Membership membership;
  private final PartitionOwner.Surroundings surroundings;
  private final Map<Integer, PartitionOwner> owners = new TreeMap<>();
  private final Map<Integer, Pause> pauses = new HashMap<>();
  private final ClockWatch clock;
  private boolean leaving;
  private long lastTurnMillis;
  private long echoAtMillis;
  private long complainedAtMillis;

  private record Pause(long fromMillis, long millis) {}

  /// Who we are and within which bounds. `instance` is our name; `incarnation` is new at every
  /// start and tells us from others of that name.
  public record Settings(
      String instance,
      Incarnation incarnation,
      int partitions,
      PartitionLimits partitionLimits,
      OwnerLimits ownerLimits,
      long patienceMillis,
      long listenMillis,
      long clockToleranceMillis) {}

  public OwnerLoop(
      Settings settings,
      Fleet fleet,
      IntFunction<PartitionStore> stores,
      Outbox outbox,
      LongSupplier random,
      long nowMillis) {
    this.settings = settings;
    this.stores = stores;
    this.fleet = fleet;
    this.lastTurnMillis = nowMillis;
    this.echoAtMillis = nowMillis;
    this.complainedAtMillis = nowMillis - COMPLAINT_MILLIS;
    this.clock = new ClockWatch(settings.clockToleranceMillis());
    this.membership =
        new Membership(
            new Membership.Life(settings.instance(), settings.incarnation()),
            settings.patienceMillis(),
            settings.listenMillis(),
            nowMillis);
    this.surroundings =
        new PartitionOwner.Surroundings(
            settings.instance(),
            fleet,
            outbox,
            random,
            settings.partitionLimits(),
            settings.ownerLimits());
    fleet.at(nowMillis);
  }

  /// Our own heartbeat is to be heard too: while it does not come back we are cut off, and the
  /// silence of others proves nothing. That of another process with our name is not ours.
  public void hear(SchedulerBeat beat, long nowMillis) {
    noticePause(nowMillis); // first: a standstill is forgiven once, not as deafness once more
    fleet.at(nowMillis);
    if (beat.instance().equals(settings.instance())) {
      hearOurName(beat, nowMillis);
    }
    membership.hear(beat, nowMillis);
  }

  private void hearOurName(SchedulerBeat beat, long nowMillis) {
    if (beat.incarnation().equals(settings.incarnation())) {
      long deafMillis = nowMillis - echoAtMillis;
      if (deafMillis > ECHO_MILLIS) {
        forgive(deafMillis);
      }
      echoAtMillis = nowMillis;
    } else if (Math.abs(nowMillis - complainedAtMillis) >= COMPLAINT_MILLIS) {
      complainedAtMillis = nowMillis;
      surroundings.outbox().notice(new Notice.NameShared(beat.instance(), beat.url()));
    }
  }

  public void hear(ExecutorBeat beat) {
    fleet.hear(beat);
    owners.values().forEach(owner -> owner.hear(beat));
  }

  /// Asks about a task of `partition`. Answered through the outbox; never, when the partition is
  /// not owned here: then somebody else knows, and the asker asks again.
  public void ask(int partition, Query query, Object token) {
    PartitionOwner owner = owners.get(partition);
    if (owner != null && owner.isOwning()) {
      owner.ask(query, token);
    }
  }

  /// Asks for schedules of `partition`, in the same manner.
  public void ask(int partition, ScheduleQuery query, Object token) {
    PartitionOwner owner = owners.get(partition);
    if (owner != null && owner.isOwning()) {
      owner.ask(query, token);
    }
  }

  /// The broker told its time. Before that happens for the first time nothing is claimed; while our
  /// clock differs from it by more than the tolerance, commands are decided and nothing fires.
  public void hear(BrokerTime time) {
    clock.told(time);
  }

  /// As of the last turn.
  public ClockState clock() {
    return clock.state();
  }

  /// By how much our clock was ahead of the broker's at the last turn.
  public long clockAheadMillis() {
    return clock.aheadMillis();
  }

  /// Hands everything over: finishes what is in flight and takes nothing new.
  public void leave() {
    leaving = true;
    owners.values().forEach(PartitionOwner::release);
  }

  /// Whether nothing is owned or in flight any more.
  public boolean isEmpty() {
    return owners.isEmpty();
  }

  /// Gives every partition its turn. `steadyMillis` is read, at the same moment, from a clock that
  /// nobody sets; its beginning does not matter. Returns when the next call is due at the latest; 0
  /// for at once.
  public long turn(long nowMillis, long steadyMillis) {
    clock.at(nowMillis, steadyMillis);
    noticePause(nowMillis);
    fleet.at(nowMillis);
    if (hears(nowMillis)) {
      buryTheSilent(nowMillis);
    }
    fleet.sharedBy(membership.living());
    settle(nowMillis);
    boolean more = false;
    for (PartitionOwner owner : owners.values()) {
      more |= turn(owner, nowMillis);
    }
    forgetTheGone(nowMillis);
    return more ? 0 : nextWakeMillis(nowMillis);
  }

  /// What a partition's state cannot do must not stop the others: it is let go, with all that was
  /// not durable, and taken again from its journal.
  private boolean turn(PartitionOwner owner, long nowMillis) {
    try {
      return owner.turn(nowMillis, mayFire());
    } catch (RuntimeException e) {
      owner.broke(e);
      return false;
    }
  }

  /// What others should know of us now.
  public SchedulerBeat beat(String url, long startedAtMillis, long nowMillis) {
    return new SchedulerBeat(
        settings.instance(),
        counts(),
        leaving && owners.isEmpty(),
        nowMillis,
        url,
        startedAtMillis,
        clock.state() == ClockState.OFF,
        settings.incarnation());
  }

  public List<PartitionCounts> counts() {
    List<PartitionCounts> counts = new ArrayList<>();
    for (PartitionOwner owner : owners.values()) {
      if (owner.isOwning()) {
        counts.add(owner.counts());
      }
    }
    return counts;
  }

  /// The same for the same journaled content of the partition; empty when it is not owned here.
  public Optional<Long> digest(int partition) {
    PartitionOwner owner = owners.get(partition);
    return owner == null || !owner.isOwning()
        ? Optional.empty()
        : Optional.of(owner.partition().digest());
  }

  /// The digest while everything decided is durable; empty while an append is in flight.
  public Optional<Long> settledDigest(int partition) {
    PartitionOwner owner = owners.get(partition);
    return owner == null || !owner.isSettled()
        ? Optional.empty()
        : Optional.of(owner.partition().digest());
  }

  /// The sequence of the newest record that this owner wrote; empty when it owns nothing here.
  public Optional<Long> lastAppended(int partition) {
    PartitionOwner owner = owners.get(partition);
    return owner == null || !owner.isOwning()
        ? Optional.empty()
        : Optional.of(owner.lastAppended());
  }

  /// After a standstill, and after the clock was set, silence is measured anew.
  private void noticePause(long nowMillis) {
    long pausedMillis = nowMillis - lastTurnMillis;
    if (pausedMillis > PAUSE_MILLIS || pausedMillis < 0) {
      forgive(pausedMillis);
      echoAtMillis += pausedMillis;
    }
    lastTurnMillis = nowMillis;
  }

  private boolean mayFire() {
    return clock.state() == ClockState.TRUSTED;
  }

  private boolean hears(long nowMillis) {
    return nowMillis - echoAtMillis <= ECHO_MILLIS;
  }

  private void forgive(long millis) {
    fleet.forgive(millis);
    membership.forgive(millis);
  }

  private void buryTheSilent(long nowMillis) {
    membership.expire(nowMillis);
    for (Incarnation executor : fleet.expire()) {
      owners.values().forEach(owner -> owner.executorLost(executor));
    }
  }

  /// Claims what should be ours and nobody holds; lets go of what should be another's.
  private void settle(long nowMillis) {
    boolean measured = clock.state() != ClockState.UNMEASURED;
    if (leaving || !measured || membership.isListening(nowMillis)) {
      return;
    }
    long taking = owners.values().stream().filter(owner -> owner.isTaking(nowMillis)).count();
    for (int partition = 0; partition < settings.partitions(); partition++) {
      PartitionOwner owner = owners.get(partition);
      boolean mine = membership.isMine(partition);
      if (owner != null && owner.isOwning() && !mine) {
        owner.release();
      } else if (owner == null
          && mine
          && taking < TAKE_OVERS_MAX
          && mayClaim(partition, nowMillis)) {
        taking++;
        pauses.put(partition, new Pause(nowMillis, RETRY_MILLIS));
        owners.put(
            partition,
            new PartitionOwner(partition, surroundings, stores.apply(partition), nowMillis));
      }
    }
  }

  private boolean mayClaim(int partition, long nowMillis) {
    Pause pause = pauses.get(partition);
    boolean isOver = pause == null || Math.abs(nowMillis - pause.fromMillis()) >= pause.millis();
    return isOver && membership.holder(partition) == null;
  }

  private void forgetTheGone(long nowMillis) {
    owners.forEach(
        (partition, owner) -> {
          if (owner.isBroken()) {
            pauses.put(partition, new Pause(nowMillis, BROKEN_MILLIS));
          }
        });
    owners.values().removeIf(PartitionOwner::isGone);
  }

  private long nextWakeMillis(long nowMillis) {
    long next = nowMillis + PAUSE_MILLIS / 4;
    if (hears(nowMillis)) {
      next = Math.min(next, fleet.nextExpiryMillis());
    }
    if (mayFire()) {
      for (PartitionOwner owner : owners.values()) {
        next = Math.min(next, owner.nextDeadlineMillis());
      }
    }
    return next;
  }
}
