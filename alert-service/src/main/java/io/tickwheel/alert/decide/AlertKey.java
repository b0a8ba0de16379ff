package io.tickwheel.alert.decide;

/// What makes incidents one alert: the rule, the type of task, and the kind of error.
public record AlertKey(Rule rule, String taskType, String fingerprint) {}
