package io.tickwheel.bench.wheel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/// Opens the private parts of the yardsticks, which run on the machine's clock, to drive them on a
/// time of our own. Handles held in `static final` fields cost nothing once compiled.
final class Inside {
  private Inside() {}

  static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("this version has no " + name, e);
    }
  }

  /// A method, seen as one of `type`, whose first parameter is the receiver.
  static MethodHandle method(Class<?> owner, String name, MethodType type, Class<?>... parameters) {
    try {
      var method = owner.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method).asType(type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this version has no such method", e);
    }
  }

  static MethodHandle constructor(Class<?> owner, MethodType type, Class<?>... parameters) {
    try {
      var constructor = owner.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return MethodHandles.lookup().unreflectConstructor(constructor).asType(type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this version has no such constructor", e);
    }
  }

  static Field field(Class<?> owner, String name) {
    try {
      var field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this version has no such field", e);
    }
  }
}
