package io.tickwheel.bench;

import io.tickwheel.bench.wheel.WheelFigures;
import io.tickwheel.bench.wheel.WheelTrial;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The timing wheel's cost per timer with a million timers pending, beside the wheels of Agrona,
/// Kafka and Netty.
public final class WheelBench implements Benchmark {
  public static void main(String[] arguments) throws Exception {
    var named = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, named, 0, arguments.length);
    named[arguments.length] = "wheel";
    Bench.main(named);
  }

  @Override
  public String name() {
    return "wheel";
  }

  @Override
  public void run(Report report) throws IOException, InterruptedException {
    report.note(WheelTrial.METHOD);
    var figures = new EnumMap<WheelTrial.Wheel, WheelFigures>(WheelTrial.Wheel.class);
    for (var wheel : WheelTrial.Wheel.values()) {
      figures.put(wheel, WheelTrial.inItsOwnJvm(wheel));
    }
    report.figure(figure("wheel.schedule", "ns", figures, WheelFigures::scheduleNanos));
    report.figure(figure("wheel.cancel", "ns", figures, WheelFigures::cancelNanos));
    report.figure(figure("wheel.expire", "ns", figures, WheelFigures::expireNanos));
    report.figure(figure("wheel.bytes", "bytes", figures, WheelFigures::bytes));
  }

  private static Figure figure(
      String name,
      String unit,
      Map<WheelTrial.Wheel, WheelFigures> figures,
      ToDoubleFunction<WheelFigures> which) {
    var values = new LinkedHashMap<String, Double>();
    figures.forEach(
        (wheel, all) ->
            values.put(wheel.name().toLowerCase(Locale.ROOT), which.applyAsDouble(all)));
    double ours = values.remove("tickwheel");
    return new Figure(name, ours, unit, values);
  }
}
