package io.tickwheel.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that runs tasks of a type whose target is a handler.
///
/// The method may take the payload, read from JSON into the parameter's type, and a [TaskContext],
/// in this order, both optional. What it returns becomes the task's output as JSON; void gives
/// none. An exception is a failed attempt, retried by the task's policy; [TaskFailure] says it more
/// precisely.
/// ```java
/// @TaskHandler("send_email")
/// Receipt send(Welcome mail, TaskContext context) { … }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TaskHandler {
  /// The tasks' type.
  String value();
}
