package io.tickwheel.worker;

import static io.tickwheel.model.Require.require;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.TaskSpec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All `@TaskHandler` methods of some objects, by type.
final class Handlers implements AttemptRunner {
  private final Map<String, HandlerMethod> byType;

  private Handlers(Map<String, HandlerMethod> byType) {
    this.byType = Map.copyOf(byType);
  }

  /// Throws IllegalArgumentException with a sentence when a handler cannot work, so that a worker
  /// does not start rather than fail its tasks.
  static Handlers of(List<Object> objects, ObjectMapper json) {
    var byType = new LinkedHashMap<String, HandlerMethod>();
    var methods = new LinkedHashMap<String, Method>();
    for (Object object : objects) {
      List<Method> found = annotated(object.getClass());
      require(!found.isEmpty(), "%s has no @TaskHandler method", object.getClass().getName());
      for (Method method : found) {
        String type = type(method);
        Method other = methods.put(type, method);
        require(
            other == null,
            "type \"%s\" has two handlers: %s and %s",
            type,
            other == null ? "" : HandlerMethod.name(other),
            HandlerMethod.name(method));
        byType.put(type, HandlerMethod.of(object, method, json));
      }
    }
    return new Handlers(byType);
  }

  List<String> lanes() {
    return byType.keySet().stream().map(type -> "handler:" + type).sorted().toList();
  }

  @Override
  public Outcome run(Attempt attempt, AttemptContext context) throws Exception {
    String type = attempt.spec().type();
    HandlerMethod handler = byType.get(type);
    return handler == null
        ? new Outcome.Refused("no handler for type \"" + type + "\"")
        : handler.run(attempt, context);
  }

  /// Of the class and its superclasses, in an order that does not depend on the machine.
  private static List<Method> annotated(Class<?> type) {
    var found = new ArrayList<Method>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      Arrays.stream(at.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(TaskHandler.class) && !method.isBridge())
          .sorted(Comparator.comparing(Method::toString))
          .forEach(found::add);
    }
    return found;
  }

  private static String type(Method method) {
    String type = method.getAnnotation(TaskHandler.class).value();
    require(
        !type.isBlank() && type.length() <= TaskSpec.NAME_MAX,
        "@TaskHandler %s names a type of 1..128 characters",
        HandlerMethod.name(method));
    return type;
  }
}
