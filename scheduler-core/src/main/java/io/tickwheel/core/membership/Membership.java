package io.tickwheel.core.membership;

import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.model.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which scheduler should try to own which partition: rendezvous hashing (Thaler & Ravishankar,
/// 1996) over the schedulers heard from lately. Only about who tries; safety rests on the log's
/// fence alone, so a wrong view costs time, never a task. Two processes that were given one name
// are
/// two members; one of them is first choice wherever the name is.  Not thread-safe.
public final class Membership {
  private final Life me;
  private final long patienceMillis;
  private final long listenUntilMillis;
  private final Map<Life, Member> members = new HashMap<>();

  /// Which partitions we are first choice for, as far as asked since the members last changed.
  private final Map<Integer, Boolean> mine = new HashMap<>();

  /// One life of a scheduler.
  public record Life(String name, Incarnation incarnation) {
    static Life of(SchedulerBeat beat) {
      return new Life(beat.instance(), beat.incarnation());
    }

    private boolean precedes(Life other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName < 0 : incarnation.compareTo(other.incarnation) < 0;
    }
  }

  private record Member(SchedulerBeat beat, long heardAtMillis) {}

  /// A scheduler silent for `patienceMillis` counts as dead. For the first `listenMillis` we claim
  /// nothing, so as to hear who is there.
  public Membership(Life me, long patienceMillis, long listenMillis, long nowMillis) {
    this.me = me;
    this.patienceMillis = patienceMillis;
    this.listenUntilMillis = nowMillis + listenMillis;
  }

  public void hear(SchedulerBeat beat, long nowMillis) {
    Life life = Life.of(beat);
    if (life.equals(me)) {
      return;
    }
    int before = members.size();
    if (beat.leaving()) {
      members.remove(life);
    } else {
      members.put(life, new Member(beat, nowMillis));
    }
    if (members.size() != before) {
      mine.clear();
    }
  }

  /// Forgets who has been silent for too long.
  public void expire(long nowMillis) {
    if (members.values().removeIf(m -> nowMillis - m.heardAtMillis() > patienceMillis)) {
      mine.clear();
    }
  }

  /// Our own process stood still for so long; silence meanwhile proves nothing.
  public void forgive(long pausedMillis) {
    members.replaceAll(
        (life, member) -> new Member(member.beat(), member.heardAtMillis() + pausedMillis));
  }

  public boolean isListening(long nowMillis) {
    return nowMillis < listenUntilMillis;
  }

  /// Whether we, of all that live, are first choice for the partition.
  public boolean isMine(int partition) {
    return mine.computeIfAbsent(partition, this::isFirstChoice);
  }

  private boolean isFirstChoice(int partition) {
    long mine = weight(me.name(), partition);
    for (Life other : members.keySet()) {
      long theirs = weight(other.name(), partition);
      if (Long.compareUnsigned(theirs, mine) > 0 || (theirs == mine && other.precedes(me))) {
        return false;
      }
    }
    return true;
  }

  /// A living scheduler other than us that says it holds the partition, or null.
  public @Nullable String holder(int partition) {
    for (Member member : members.values()) {
      for (SchedulerBeat.PartitionCounts held : member.beat().partitions()) {
        if (held.partition() == partition) {
          return member.beat().instance();
        }
      }
    }
    return null;
  }

  public int living() {
    return members.size() + 1;
  }

  public List<SchedulerBeat> beats() {
    List<SchedulerBeat> beats = new ArrayList<>();
    members.values().forEach(member -> beats.add(member.beat()));
    return beats;
  }

  private static long weight(String instance, int partition) {
    long hash = partition * 0x9E37_79B9_7F4A_7C15L;
    for (int i = 0; i < instance.length(); i++) {
      hash = (hash ^ instance.charAt(i)) * 0x100_0000_01B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return hash ^ (hash >>> 31);
  }
}
