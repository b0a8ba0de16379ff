package io.tickwheel.scheduler.source;

import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/// The signal SIGHUP, which asks a service to read its files again. The JVM offers signals in
/// `jdk.unsupported` only, so it is reached by name; where it does not, nothing but the signal is
/// missed.
public final class HangUp {
  private static final Logger LOG = Logger.getLogger(HangUp.class);

  private HangUp() {}

  /// From now on the signal runs `action`, on a thread of the JVM, instead of ending the process.
  public static void handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object acting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      var _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), acting);
    } catch (ReflectiveOperationException e) {
      LOG.debug("SIGHUP is not handled here", e);
    }
  }
}
