package io.tickwheel.core.cron;

/// Something about an expression that is accepted but may not be meant. `code` is stable, for
/// programs; `message` is a sentence.
public record Warning(String code, String message) {}
