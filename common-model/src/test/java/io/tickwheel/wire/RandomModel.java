package io.tickwheel.wire;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// Valid values of the model, the same ones for the same seed.
class RandomModel {
  private static final String LETTERS = "abc XYZ-_.:/{}\"\\\n\u0000äß€漢\uD83D\uDE00";

  final Random random;

  RandomModel(long seed) {
    random = new Random(seed);
  }

  TaskId task() {
    return random.nextBoolean()
        ? TaskId.create(time(), random.nextInt(TaskId.PARTITIONS_MAX), random.nextLong())
        : TaskId.derive(random.nextLong(), random.nextLong(), 16);
  }

  Incarnation incarnation() {
    return random.nextInt(8) == 0
        ? Incarnation.NONE
        : new Incarnation(random.nextLong(), random.nextLong());
  }

  int attempt() {
    return 1 + random.nextInt(random.nextBoolean() ? 4 : Integer.MAX_VALUE - 1);
  }

  AttemptId attemptId() {
    return new AttemptId(task(), attempt());
  }

  long time() {
    return random.nextInt(8) == 0 ? 0 : random.nextLong(1L << 48);
  }

  OptionalLong maybeLong() {
    return random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty();
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  <T> List<T> some(Supplier<T> value) {
    var list = new ArrayList<T>();
    for (int n = random.nextInt(5); n > 0; n--) {
      list.add(value.get());
    }
    return list;
  }

  <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
    var map = new HashMap<K, V>();
    for (int n = random.nextInt(4); n > 0; n--) {
      map.put(key.get(), value.get());
    }
    return map;
  }

  String text() {
    return text(0);
  }

  String name() {
    return "t" + text(0);
  }

  private String text(int atLeast) {
    var text = new StringBuilder();
    for (int n = atLeast + random.nextInt(12); n > 0; n--) {
      int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
    }
    return text.toString();
  }

  Payload payload() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return Payload.of(bytes);
  }

  <E extends Enum<E>> E any(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }

  Failure failure() {
    return new Failure(
        any(FailureKind.class), text(), random.nextInt(), random.nextBoolean(), time());
  }

  RetryPolicy retry() {
    var strategy = any(RetryPolicy.Strategy.class);
    var delays = new ArrayList<>(some(this::time));
    delays.add(time());
    return new RetryPolicy(
        1 + random.nextInt(RetryPolicy.ATTEMPTS_MAX),
        strategy,
        time(),
        1 + random.nextDouble() * 99,
        time(),
        any(RetryPolicy.Jitter.class),
        time(),
        delays,
        some(random::nextInt));
  }

  Target target() {
    return switch (random.nextInt(3)) {
      case 0 -> new Target.Http(text(), "http://" + text(), map(this::text, this::text));
      case 1 -> new Target.Process(List.of(name(), text()), map(this::text, this::text));
      default -> new Target.Handler();
    };
  }

  TaskSpec spec() {
    return new TaskSpec(
        name(),
        target(),
        payload(),
        name(),
        any(Priority.class),
        retry(),
        1 + random.nextLong(TaskSpec.TIMEOUT_MAX_MILLIS),
        time(),
        any(Delivery.class),
        map(this::text, this::text),
        map(this::text, this::text));
  }

  PackedSpec packed() {
    return PackedSpec.pack(spec());
  }

  TaskView view() {
    return new TaskView(
        task(),
        any(TaskState.class),
        spec(),
        time(),
        time(),
        random.nextInt(10),
        random.nextInt(10),
        random.nextInt(10),
        maybe(this::incarnation),
        random.nextBoolean(),
        maybe(this::failure),
        time(),
        payload());
  }
}
