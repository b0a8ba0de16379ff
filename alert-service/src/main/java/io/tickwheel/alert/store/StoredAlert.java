package io.tickwheel.alert.store;

import io.tickwheel.alert.decide.Alert;

/// An alert under the number it has in this database.
public record StoredAlert(long id, Alert alert) {}
