package io.tickwheel.alert.channel;

import io.tickwheel.alert.decide.Change;

/// What channels are told, rendered once, so that every channel and every repetition says the same.
///
/// `id` is the same in each repetition: receivers drop what they have by it. `title` is one line of
/// plain text, `text` several, `data` a JSON object.
public record Notification(
    String id, Change change, long atMillis, String title, String text, String data) {}
