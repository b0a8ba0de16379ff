package io.tickwheel.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `@TaskHandler` method, checked and ready to be called.
final class HandlerMethod {
  private static final byte[] JSON_NULL = {'n', 'u', 'l', 'l'};

  private final Object handler;
  private final Method method;
  private final Optional<ObjectReader> payload;
  private final boolean takesContext;
  private final ObjectWriter output;

  private HandlerMethod(
      Object handler,
      Method method,
      Optional<ObjectReader> payload,
      boolean takesContext,
      ObjectWriter output) {
    this.handler = handler;
    this.method = method;
    this.payload = payload;
    this.takesContext = takesContext;
    this.output = output;
  }

  /// Throws IllegalArgumentException with a sentence that says what is wrong with the method.
  static HandlerMethod of(Object handler, Method method, ObjectMapper json) {
    check(!Modifier.isStatic(method.getModifiers()), method, "is static");
    Type[] types = method.getGenericParameterTypes();
    int count = types.length;
    boolean takesContext = count > 0 && types[count - 1] == TaskContext.class;
    int payloads = takesContext ? count - 1 : count;
    check(payloads <= 1, method, "takes more than a payload and then a TaskContext");
    check(payloads == 0 || types[0] != TaskContext.class, method, "takes TaskContext twice");
    check(method.trySetAccessible(), method, "is not accessible; open its package to Tickwheel");
    return new HandlerMethod(
        handler,
        method,
        payloads == 0 ? Optional.empty() : Optional.of(reader(method, types[0], json)),
        takesContext,
        writer(method, json));
  }

  Outcome run(Attempt attempt, AttemptContext context) throws Exception {
    @Nullable Object[] arguments = new Object[method.getParameterCount()];
    if (payload.isPresent()) {
      try {
        arguments[0] = read(payload.get(), attempt.spec().payload());
      } catch (IOException e) {
        return badPayload(e);
      }
    }
    if (takesContext) {
      arguments[arguments.length - 1] = new TaskContext(context);
    }
    return new Outcome.Succeeded(written(invoke(arguments)));
  }

  private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  private Payload written(@Nullable Object returned) throws JsonProcessingException {
    return returned == null ? Payload.EMPTY : Payload.of(output.writeValueAsBytes(returned));
  }

  private static Object read(ObjectReader reader, Payload payload) throws IOException {
    Object value = reader.readValue(payload.isEmpty() ? JSON_NULL : payload.bytes());
    if (value == null) {
      throw new IOException("the payload is null or missing");
    }
    return value;
  }

  private Outcome badPayload(IOException e) {
    String reason =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return new Outcome.Failed(
        Failure.fatal(
            FailureKind.BAD_PAYLOAD,
            "the payload does not fit %s: %s".formatted(name(method), reason)));
  }

  private static ObjectReader reader(Method method, Type type, ObjectMapper json) {
    JavaType read = json.constructType(type);
    boolean concrete =
        !read.isAbstract()
            || read.isContainerType()
            || read.isPrimitive()
            || JsonNode.class.isAssignableFrom(read.getRawClass());
    check(
        concrete && !read.hasRawClass(Object.class),
        method,
        "takes a payload of type " + type.getTypeName() + ", which JSON cannot be read into");
    return json.readerFor(read);
  }

  private static ObjectWriter writer(Method method, ObjectMapper json) {
    Type type = method.getGenericReturnType();
    check(
        !Outcome.class.isAssignableFrom(method.getReturnType()),
        method,
        "returns an Outcome; return a value, or throw TaskFailure");
    return type == void.class || type == Object.class
        ? json.writer()
        : json.writerFor(json.constructType(type));
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static void check(boolean holds, Method method, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(
          "@TaskHandler %s %s; a handler is an instance method (payload, TaskContext), both optional"
              .formatted(name(method), complaint));
    }
  }
}
