package io.tickwheel.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/// What may know what. The wire's generated classes are nobody's design and left out where they
/// would only be in the way.
@AnalyzeClasses(
    packages = "io.tickwheel",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
  private static final String[] PURE = {
    "io.tickwheel.core..",
    "io.tickwheel.model..",
    "io.tickwheel.message..",
    "io.tickwheel.packed..",
    "io.tickwheel.wire.."
  };

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.tickwheel.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreAsksNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule theCoreHasNoThreadsAndNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule theCoreKnowsNoNatsAndNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nats..", "io.quarkus..", "jakarta..", "io.vertx..", "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule theCoreKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tickwheel.jetstream..",
              "io.tickwheel.client..",
              "io.tickwheel.worker..",
              "io.tickwheel.scheduler..",
              "io.tickwheel.executor..",
              "io.tickwheel.monitor..",
              "io.tickwheel.alert..");

  @ArchTest
  static final ArchRule theModelDoesNotKnowTheCore =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tickwheel.model..", "io.tickwheel.message..", "io.tickwheel.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tickwheel.core..");

  @ArchTest
  static final ArchRule schedulerKnowsNoOtherService =
      apart("scheduler", "executor", "monitor", "alert");

  @ArchTest
  static final ArchRule executorKnowsNoOtherService =
      apart("executor", "scheduler", "monitor", "alert");

  @ArchTest
  static final ArchRule monitorKnowsNoOtherService =
      apart("monitor", "scheduler", "executor", "alert");

  @ArchTest
  static final ArchRule alertKnowsNoOtherService =
      apart("alert", "scheduler", "executor", "monitor").allowEmptyShould(true);

  /// The one door to NATS, and its cat flaps: each calls one thing that needs no door. The alert
  /// service sends its users' own messages.
  @ArchTest
  static final ArchRule onlyJetstreamSpeaksNats =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tickwheel.jetstream..")
          .and()
          .haveNameNotMatching(
              "io.tickwheel.(scheduler.owner.NatsOutbox|monitor.feed.StreamedJournal"
                  + "|worker.NatsOwnerLink|alert.AlertParts|alert.channel.NatsSender"
                  + "|alert.watch.Feed)")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.nats..");

  /// The simulation and the fixtures come to us in jars of their own.
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  private static ArchRule apart(String service, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.tickwheel." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("io.tickwheel." + service + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
